variable "aws_account_id" {
  description = "The account to prepare."
  type        = string

  validation {
    condition     = can(regex("^[0-9]{12}$", var.aws_account_id))
    error_message = "aws_account_id has twelve digits."
  }
}

variable "aws_region" {
  description = "The region of the deployments, and of their states."
  type        = string
}

variable "project" {
  description = "The first part of every name, as in the deployments."
  type        = string
  default     = "cloudservices"
}

variable "repository" {
  description = "The repository whose workflows may take the roles, as owner/name."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+$", var.repository))
    error_message = "repository is owner/name: an asterisk would let in everybody's."
  }
}

variable "environments" {
  description = "The environments of that repository, with their rules of approval, from which may be deployed to this account."
  type        = set(string)

  validation {
    condition     = length(var.environments) > 0 && alltrue([for name in var.environments : can(regex("^[a-z][a-z0-9-]*$", name))])
    error_message = "environments has one name at least, of lower-case letters, digits and hyphens."
  }
}
