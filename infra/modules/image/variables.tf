variable "name" {
  description = "The repository's full name."
  type        = string
}

variable "service" {
  description = "The service whose bundle goes into the image."
  type        = string
}

variable "source_hash" {
  description = "A hash, in hexadecimal, of everything that goes into the image. Its first 16 digits are the tag."
  type        = string

  validation {
    condition     = can(regex("^[0-9a-f]{16,}$", var.source_hash))
    error_message = "source_hash must have at least 16 hexadecimal digits, in lower case."
  }
}

variable "source_is_there" {
  description = "Whether the service's bundle has been built."
  type        = bool
}

variable "needed" {
  description = "Whether anything runs the image. If not, none is built, and only the repository is kept."
  type        = bool
  default     = true
}

variable "reference" {
  description = "An existing image to run; with null, one is built."
  type        = string
  default     = null
}

variable "container_tool" {
  description = "The tool that builds and pushes the image: docker, podman or finch."
  type        = string
  default     = "docker"

  validation {
    condition     = contains(["docker", "podman", "finch"], var.container_tool)
    error_message = "container_tool must be docker, podman or finch."
  }
}

variable "base_images" {
  description = "The base images; with null, those in containers/Dockerfile."
  type        = object({ node = string, runtime = string })
  default     = null
}

variable "platform" {
  description = "The operating system and processor to build for."
  type        = string
  default     = "linux/arm64"

  validation {
    condition     = contains(["linux/arm64", "linux/amd64"], var.platform)
    error_message = "platform must be linux/arm64 or linux/amd64."
  }
}

variable "protect" {
  description = "Whether the repository cannot be deleted while it holds images."
  type        = bool
}

variable "kms_key_arn" {
  description = "The KMS key that encrypts the images."
  type        = string
}
