variable "name" {
  description = "What names begin with."
  type        = string
}

variable "routes" {
  description = "Every route: its key such as \"GET /v1/orders/{orderId}\", the service that answers, and whether the authorizer is asked first. What is no route is answered by API Gateway itself, with 404."
  type = list(object({
    routeKey   = string
    service    = string
    authorizer = bool
  }))

  validation {
    condition     = alltrue([for route in var.routes : can(regex("^(GET|POST|PUT|PATCH|DELETE) /", route.routeKey))])
    error_message = "routes names a method and a path in each routeKey; neither ANY nor $default, for they would let through what nobody declared."
  }

  validation {
    condition     = length(distinct(var.routes[*].routeKey)) == length(var.routes)
    error_message = "routes has no routeKey twice."
  }
}

variable "integrations" {
  description = "What is behind each service: the load balancer, or a function with its name and its invocation ARN."
  type = map(object({
    kind                = string
    function_name       = optional(string)
    function_invoke_arn = optional(string)
  }))

  validation {
    condition     = alltrue([for integration in values(var.integrations) : contains(["load_balancer", "function"], integration.kind)])
    error_message = "integrations is of the kinds load_balancer and function."
  }

  # Said here and not of the routes: the API depends on the routes, and the functions behind it on the API's address.
  validation {
    condition     = toset(var.routes[*].service) == toset(keys(var.integrations))
    error_message = "integrations has exactly the services of the routes: ${join(", ", distinct(var.routes[*].service))}."
  }
}

variable "listener_arn" {
  description = "The listener of the internal load balancer."
  type        = string
}

variable "tls_server_name" {
  description = "The name on the load balancer's certificate; null speaks plain HTTP inside the VPC."
  type        = string
  default     = null
}

variable "vpc_link" {
  description = "Where API Gateway enters the VPC."
  type = object({
    subnet_ids        = list(string)
    security_group_id = string
  })
}

variable "authorizer" {
  description = "The function that judges tokens, how long its answer is remembered, and what of a request it is remembered for."
  type = object({
    name             = string
    qualifier        = optional(string)
    invoke_arn       = string
    cache_seconds    = number
    identity_sources = list(string)
  })

  validation {
    condition     = var.authorizer.cache_seconds >= 0 && var.authorizer.cache_seconds <= 60
    error_message = "authorizer.cache_seconds is 0 to 60: a withdrawn key is honoured that much longer."
  }

  validation {
    condition     = length(setsubtract(["$request.header.Authorization", "$context.routeKey"], var.authorizer.identity_sources)) == 0
    error_message = "authorizer.identity_sources has the token, or there is nothing to judge, and the route, or an answer for one route would be good for all."
  }
}

variable "throttle" {
  description = "Requests a second and burst that each route takes from all callers together, and exceptions by route key."
  type = object({
    rate   = number
    burst  = number
    routes = map(object({ rate = number, burst = number }))
  })

  validation {
    condition     = length(setsubtract(keys(var.throttle.routes), var.routes[*].routeKey)) == 0
    error_message = "throttle.routes names what is no route: ${join(", ", setsubtract(keys(var.throttle.routes), var.routes[*].routeKey))}. The routes are ${join(", ", var.routes[*].routeKey)}."
  }

  validation {
    condition     = alltrue([for limit in concat([{ rate = var.throttle.rate, burst = var.throttle.burst }], values(var.throttle.routes)) : limit.rate > 0 && limit.burst > 0])
    error_message = "throttle has rates and bursts above 0: API Gateway takes 0 for no limit of ours."
  }
}

variable "cors" {
  description = "Web origins whose pages may call the API (with none, no page of another origin may), the headers that they may send and read, and for how long a browser remembers that."
  type = object({
    allow_origins   = list(string)
    allow_headers   = list(string)
    expose_headers  = list(string)
    max_age_seconds = number
  })
}

variable "domain" {
  description = "A name of one's own, the hosted zone that it is in, and whether the API's own address is switched off."
  type = object({
    name    = string
    zone_id = string
    alone   = bool
  })
  default = null
}

variable "kms_key_arn" {
  description = "What encrypts the access log."
  type        = string
}

variable "log_retention_days" {
  description = "How long the access log is kept."
  type        = number
}
