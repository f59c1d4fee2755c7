variable "name" {
  description = "The repository's full name."
  type        = string
}

variable "service" {
  description = "The service whose bundle the image is made of."
  type        = string
}

variable "source_hash" {
  description = "A hash, in hexadecimal digits, of all that the image is made of; its first 16 digits become the tag."
  type        = string

  validation {
    condition     = can(regex("^[0-9a-f]{16,}$", var.source_hash))
    error_message = "source_hash has at least 16 hexadecimal digits."
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
  description = "An image to run instead of building one; null builds it."
  type        = string
  default     = null
}

variable "container_tool" {
  description = "What builds and pushes: docker, podman or finch."
  type        = string
  default     = "docker"

  validation {
    condition     = contains(["docker", "podman", "finch"], var.container_tool)
    error_message = "container_tool is docker, podman or finch."
  }
}

variable "base_images" {
  description = "What the image is built on; null takes what containers/Dockerfile names."
  type        = object({ node = string, runtime = string })
  default     = null
}

variable "platform" {
  description = "The operating system and processor to build for."
  type        = string
  default     = "linux/arm64"

  validation {
    condition     = contains(["linux/arm64", "linux/amd64"], var.platform)
    error_message = "platform is linux/arm64 or linux/amd64."
  }
}

variable "protect" {
  description = "Whether a repository that holds images refuses to be deleted."
  type        = bool
}

variable "kms_key_arn" {
  description = "The key that encrypts the images."
  type        = string
}
