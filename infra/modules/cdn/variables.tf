variable "name" {
  description = "What every name begins with."
  type        = string
}

variable "api_host" {
  description = "The API's host name, without scheme or path."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9.-]+$", var.api_host))
    error_message = "api_host is a host name, without scheme or path."
  }
}

variable "media_bucket" {
  description = "The bucket of which what lies under media/ is served."
  type        = object({ regional_domain_name = string })
}

variable "site" {
  description = "The bucket of the site, the paths at which what lies there is served as it is (they may end in an asterisk; elsewhere the site's page is served), and what its pages may load."
  type = object({
    bucket                  = object({ regional_domain_name = string })
    paths                   = list(string)
    content_security_policy = string
  })
}

variable "secret" {
  description = "By which the API knows what came through CloudFront."
  type        = string
  sensitive   = true
}

variable "web_acl_arn" {
  description = "A web ACL of scope CLOUDFRONT, or null."
  type        = string
  default     = null
}

variable "price_class" {
  description = "Which of CloudFront's locations serve."
  type        = string

  validation {
    condition     = contains(["PriceClass_100", "PriceClass_200", "PriceClass_All"], var.price_class)
    error_message = "price_class is PriceClass_100, PriceClass_200 or PriceClass_All."
  }
}

variable "domain" {
  description = "A name of your own and its certificate, which is of us-east-1; null serves under CloudFront's name."
  type = object({
    name            = string
    certificate_arn = string
  })
  default = null
}

variable "cache_policy_id" {
  description = "A cache policy for the catalog; null makes one."
  type        = string
  default     = null
}
