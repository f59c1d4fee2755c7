variable "name" {
  description = "The cluster's name."
  type        = string
}

variable "kubernetes_version" {
  description = "The minor version of Kubernetes, such as 1.35."
  type        = string
}

variable "subnet_ids" {
  description = "Private subnets, one per zone, for nodes, pods, and the way to the cluster's API."
  type        = list(string)
}

variable "public_cidrs" {
  description = "From where the cluster's API is reached besides the VPC; empty for nowhere."
  type        = set(string)
}

variable "admin_role_arns" {
  description = "The roles that administer the cluster."
  type        = set(string)
}

variable "nodes" {
  description = "What each node is (an instance type with processors of ARM, and GiB of disk), and how many there are at least and at most."
  type        = object({ type = string, min = number, max = number, disk_gib = number })
}

variable "kms_key_arn" {
  description = "The key that encrypts Kubernetes's secrets, and the logs."
  type        = string
}

variable "log_retention_days" {
  description = "How long the logs of the control plane are kept."
  type        = number
}

variable "permissions_boundary" {
  description = "ARN of the policy that bounds what roles can ever be allowed; null for no bound."
  type        = string
  default     = null
}
