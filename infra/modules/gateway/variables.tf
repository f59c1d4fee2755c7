variable "name" {
  description = "The first part of every name."
  type        = string
}

variable "routes" {
  description = "Every route: its key such as \"GET /v1/orders/{orderId}\", the service that answers, and whether the authorizer is called first. API Gateway answers everything else with 404."
  type = list(object({
    routeKey   = string
    service    = string
    authorizer = bool
  }))

  validation {
    condition     = alltrue([for route in var.routes : can(regex("^(GET|POST|PUT|PATCH|DELETE) /", route.routeKey))])
    error_message = "routes must have a method and a path in each routeKey. ANY and $default are not allowed: they would let undeclared requests through."
  }

  validation {
    condition     = length(distinct(var.routes[*].routeKey)) == length(var.routes)
    error_message = "routes must not have a routeKey twice."
  }
}

variable "integrations" {
  description = "What serves each service: the load balancer, or a function with its name and invocation ARN."
  type = map(object({
    kind                = string
    function_name       = optional(string)
    function_invoke_arn = optional(string)
  }))

  validation {
    condition     = alltrue([for integration in values(var.integrations) : contains(["load_balancer", "function"], integration.kind)])
    error_message = "integrations must be of the kind load_balancer or function."
  }

  # Checked here and not in routes: the API depends on the routes, and the functions behind it depend on the API's URL.
  validation {
    condition     = toset(var.routes[*].service) == toset(keys(var.integrations))
    error_message = "integrations must have exactly the services of the routes: ${join(", ", distinct(var.routes[*].service))}."
  }
}

variable "listener_arn" {
  description = "The listener of the internal load balancer."
  type        = string
}

variable "tls_server_name" {
  description = "The name on the load balancer's certificate. With null, the gateway uses plain HTTP inside the VPC."
  type        = string
  default     = null
}

variable "vpc_link" {
  description = "The subnets and security group through which API Gateway enters the VPC."
  type = object({
    subnet_ids        = list(string)
    security_group_id = string
  })
}

variable "authorizer" {
  description = "The function that checks tokens, how long its answers are cached, and the parts of a request that are the cache key."
  type = object({
    name             = string
    qualifier        = optional(string)
    invoke_arn       = string
    cache_seconds    = number
    identity_sources = list(string)
  })

  validation {
    condition     = var.authorizer.cache_seconds >= 0 && var.authorizer.cache_seconds <= 60
    error_message = "authorizer.cache_seconds must be from 0 to 60: a withdrawn key still works for that long."
  }

  validation {
    condition     = length(setsubtract(["$request.header.Authorization", "$context.routeKey"], var.authorizer.identity_sources)) == 0
    error_message = "authorizer.identity_sources must have the token, which the authorizer checks, and the route: otherwise an answer for one route would hold for all."
  }
}

variable "throttle" {
  description = "Requests per second and the burst that each route takes from all callers together, and exceptions by route key."
  type = object({
    rate   = number
    burst  = number
    routes = map(object({ rate = number, burst = number }))
  })

  validation {
    condition     = length(setsubtract(keys(var.throttle.routes), var.routes[*].routeKey)) == 0
    error_message = "throttle.routes must have only keys of routes. These are not: ${join(", ", setsubtract(keys(var.throttle.routes), var.routes[*].routeKey))}. The routes are ${join(", ", var.routes[*].routeKey)}."
  }

  validation {
    condition     = alltrue([for limit in concat([{ rate = var.throttle.rate, burst = var.throttle.burst }], values(var.throttle.routes)) : limit.rate > 0 && limit.burst > 0])
    error_message = "throttle must have rates and bursts above 0: to API Gateway, 0 means that no limit is set here."
  }
}

variable "cors" {
  description = "The origins whose pages may call the API (if none, no page of another origin can), the headers that they may send and read, and how long browsers cache this."
  type = object({
    allow_origins   = list(string)
    allow_headers   = list(string)
    expose_headers  = list(string)
    max_age_seconds = number
  })
}

variable "domain" {
  description = "A custom domain, its hosted zone, and whether the API's default address is switched off."
  type = object({
    name    = string
    zone_id = string
    alone   = bool
  })
  default = null
}

variable "kms_key_arn" {
  description = "The KMS key that encrypts the access log."
  type        = string
}

variable "log_retention_days" {
  description = "How many days the access log is kept."
  type        = number
}
