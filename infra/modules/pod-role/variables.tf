variable "name" {
  description = "The role's name."
  type        = string
}

variable "service_account" {
  description = "The only service account in the cluster that may assume the role."
  type        = object({ namespace = string, name = string })
}

variable "cluster_name" {
  description = "The EKS cluster, for Pod Identity."
  type        = string
}

variable "oidc_provider_arn" {
  description = "The ARN of the cluster's OIDC provider in IAM, for IRSA; with null, the role uses Pod Identity."
  type        = string
  default     = null

  validation {
    condition     = var.oidc_provider_arn == null || can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:oidc-provider/.+$", var.oidc_provider_arn))
    error_message = "oidc_provider_arn must be the ARN of an OIDC provider in IAM."
  }
}

variable "policy" {
  description = "What the role may do, as a JSON policy."
  type        = string
}

variable "permissions_boundary" {
  description = "The ARN of the role's permissions boundary; null for none."
  type        = string
  default     = null
}
