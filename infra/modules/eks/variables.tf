variable "name" {
  description = "The cluster's name."
  type        = string
}

variable "kubernetes_version" {
  description = "The minor version of Kubernetes, such as 1.35."
  type        = string
}

variable "subnet_ids" {
  description = "Private subnets, one per zone, for nodes, pods and the cluster's API endpoint."
  type        = list(string)
}

variable "public_cidrs" {
  description = "The address ranges that can reach the cluster's API from outside the VPC; if empty, none can."
  type        = set(string)
}

variable "admin_role_arns" {
  description = "The roles that administer the cluster."
  type        = set(string)
}

variable "nodes" {
  description = "The nodes' instance type (with ARM processors), their disk size in GiB, and the minimum and maximum number of nodes."
  type        = object({ type = string, min = number, max = number, disk_gib = number })
}

variable "kms_key_arn" {
  description = "The KMS key that encrypts Kubernetes secrets and the logs."
  type        = string
}

variable "log_retention_days" {
  description = "How many days the control plane's logs are kept."
  type        = number
}

variable "permissions_boundary" {
  description = "The ARN of the permissions boundary for all roles; null for none."
  type        = string
  default     = null
}
