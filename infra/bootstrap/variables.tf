variable "aws_account_id" {
  description = "The account to bootstrap."
  type        = string

  validation {
    condition     = can(regex("^[0-9]{12}$", var.aws_account_id))
    error_message = "aws_account_id must have twelve digits."
  }
}

variable "aws_region" {
  description = "The region of the deployments and of their state bucket."
  type        = string
}

variable "project" {
  description = "The first part of every resource name. It must be the same as in the deployments."
  type        = string
  default     = "cloudservices"
}

variable "repository" {
  description = "The GitHub repository whose workflows may assume the roles, as owner/name."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+$", var.repository))
    error_message = "repository must be owner/name, without wildcards: they would let other repositories assume the roles."
  }
}

variable "environments" {
  description = "The repository's GitHub environments that may deploy to this account. Their protection rules decide who approves a deployment."
  type        = set(string)

  validation {
    condition     = length(var.environments) > 0 && alltrue([for name in var.environments : can(regex("^[a-z][a-z0-9-]*$", name))])
    error_message = "environments must have at least one name, of lower-case letters, digits and hyphens that starts with a letter."
  }
}

variable "oidc_provider_arn" {
  description = "The account's identity provider for GitHub, if it already has one: an account can have only one. With null it is created."
  type        = string
  default     = null

  validation {
    condition     = var.oidc_provider_arn == null || can(regex("^arn:aws[a-z-]*:iam::${var.aws_account_id}:oidc-provider/token\\.actions\\.githubusercontent\\.com$", var.oidc_provider_arn))
    error_message = "oidc_provider_arn must be the ARN of this account's provider for token.actions.githubusercontent.com."
  }
}
