variable "name" {
  description = "The role's name."
  type        = string
}

variable "service_account" {
  description = "The only service account of the cluster that may become the role."
  type        = object({ namespace = string, name = string })
}

variable "cluster_name" {
  description = "The EKS cluster, for Pod Identity."
  type        = string
}

variable "oidc_provider_arn" {
  description = "The cluster's OIDC provider in IAM, for IRSA; null takes Pod Identity."
  type        = string
  default     = null

  validation {
    condition     = var.oidc_provider_arn == null || can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:oidc-provider/.+$", var.oidc_provider_arn))
    error_message = "oidc_provider_arn is the ARN of an OIDC provider in IAM."
  }
}

variable "policy" {
  description = "What the role may do, as a policy in JSON."
  type        = string
}

variable "permissions_boundary" {
  description = "ARN of the policy that bounds what the role can ever be allowed; null for no bound."
  type        = string
  default     = null
}
