variable "name" {
  description = "The first part of every name."
  type        = string
}

variable "api_host" {
  description = "The API's host name, without scheme or path."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9.-]+$", var.api_host))
    error_message = "api_host must be a host name, without scheme or path."
  }
}

variable "media_bucket" {
  description = "The bucket whose objects under media/ are served."
  type        = object({ regional_domain_name = string })
}

variable "site" {
  description = "The site's bucket, the paths whose files are served as they are (they may end in an asterisk; all other paths get the site's page), and the Content-Security-Policy of its pages."
  type = object({
    bucket                  = object({ regional_domain_name = string })
    paths                   = list(string)
    content_security_policy = string
  })
}

variable "secret" {
  description = "The secret that shows the API that a request came through CloudFront."
  type        = string
  sensitive   = true
}

variable "web_acl_arn" {
  description = "A web ACL of scope CLOUDFRONT, or null."
  type        = string
  default     = null
}

variable "price_class" {
  description = "The CloudFront price class, which decides the locations that serve."
  type        = string

  validation {
    condition     = contains(["PriceClass_100", "PriceClass_200", "PriceClass_All"], var.price_class)
    error_message = "price_class must be PriceClass_100, PriceClass_200 or PriceClass_All."
  }
}

variable "domain" {
  description = "A custom domain and its certificate in us-east-1; with null, CloudFront's domain name is used."
  type = object({
    name            = string
    certificate_arn = string
  })
  default = null
}

variable "cache_policy_id" {
  description = "A cache policy for the catalog; with null, one is created."
  type        = string
  default     = null
}
