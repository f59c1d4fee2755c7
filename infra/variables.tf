# Deployment

variable "aws_account_id" {
  description = "The account to deploy to. Credentials of any other account are refused before anything is planned."
  type        = string

  validation {
    condition     = can(regex("^[0-9]{12}$", var.aws_account_id))
    error_message = "aws_account_id must have twelve digits."
  }
}

variable "aws_region" {
  description = "The region of everything except the parts that CloudFront requires in us-east-1."
  type        = string

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.aws_region))
    error_message = "aws_region must be a region name such as eu-central-1."
  }
}

variable "project" {
  description = "The first part of every resource name."
  type        = string
  default     = "cloudservices"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,13}[a-z0-9]$", var.project)) && !strcontains(var.project, "--")
    error_message = "project must have 3 to 15 lower-case letters, digits and single hyphens, and start with a letter."
  }
}

variable "environment" {
  description = "The second part of every resource name. It tells several deployments in one account apart."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{1,7}$", var.environment))
    error_message = "environment must have 2 to 8 lower-case letters and digits, and start with a letter, such as dev or prod."
  }
}

variable "permissions_boundary" {
  description = "The ARN of the permissions boundary for all roles of this deployment, such as the one made by infra/bootstrap, whose deploy role requires it."
  type        = string
  default     = null
}

variable "protect_data" {
  description = "Whether databases, tables, buckets and images are protected from deletion, by terraform destroy or otherwise. Set it to false to let terraform destroy remove everything."
  type        = bool
  default     = true
}

# Identity

variable "signing_keys" {
  description = "The keys that sign access tokens, by a name of your choice. Each signs from its timestamp (RFC 3339, UTC) until the timestamp of the next one. docs/deploy.md explains how to rotate and withdraw keys."
  type        = map(string)
  default     = { first = "2020-01-01T00:00:00Z" }

  validation {
    condition     = alltrue([for moment in values(var.signing_keys) : can(regex("^[-0-9]{10}T[:0-9]{8}Z$", moment)) && can(timeadd(moment, "0s"))])
    error_message = "signing_keys must have timestamps in UTC such as 2030-01-31T12:00:00Z."
  }

  validation {
    condition     = length(var.signing_keys) > 0 && length(distinct(values(var.signing_keys))) == length(var.signing_keys)
    error_message = "signing_keys must have at least one key, and no two with the same timestamp."
  }

  validation {
    condition     = alltrue([for name in keys(var.signing_keys) : can(regex("^[a-z0-9][a-z0-9-]{0,30}$", name))])
    error_message = "signing_keys must have names of at most 31 lower-case letters, digits and hyphens."
  }
}

variable "cognito" {
  description = "A Cognito user pool and its app client, to accept its access tokens instead of those that auth signs. Its groups customer, operator and admin are the roles. docs/deploy.md lists what the pool needs."
  type = object({
    user_pool_id = string
    client_id    = string
  })
  default = null

  validation {
    condition     = var.cognito == null || can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]_[A-Za-z0-9]+$", var.cognito.user_pool_id))
    error_message = "cognito.user_pool_id must be the id of a user pool, such as eu-central-1_AbCdEfGhI."
  }

  validation {
    condition     = var.cognito == null || can(regex("^[A-Za-z0-9]+$", var.cognito.client_id))
    error_message = "cognito.client_id must be the id of one of the pool's app clients."
  }
}

# Secrets and partners

variable "stripe_api_key" {
  description = "Stripe's secret key. It is stored in Secrets Manager, and in neither the state nor a plan; pass it in the environment variable TF_VAR_stripe_api_key. Required only when it is stored: on the first apply, and when stripe_api_key_version is raised."
  type        = string
  default     = null
  ephemeral   = true
  sensitive   = true

  validation {
    condition     = var.stripe_api_key == null || can(regex("^(sk|rk)_(test|live)_[A-Za-z0-9]+$", var.stripe_api_key))
    error_message = "stripe_api_key must be a secret (sk_) or restricted (rk_) Stripe key."
  }
}

variable "stripe_api_key_version" {
  description = "Raise it to store a new stripe_api_key: Terraform does not keep the key, so it cannot see a change."
  type        = number
  default     = 1
}

variable "stripe_publishable_key" {
  description = "Stripe's publishable key, in the same mode as stripe_api_key. With it, the checkout shows Stripe's own card fields, so card numbers never reach this system; without it, a choice of test cards. It is public: every visitor receives it."
  type        = string
  default     = null

  validation {
    condition     = var.stripe_publishable_key == null || can(regex("^pk_(test|live)_[A-Za-z0-9]+$", var.stripe_publishable_key))
    error_message = "stripe_publishable_key must start with pk_test_ or pk_live_. The secret key must never reach a browser."
  }

  # Most applies do not get the secret key, and then there is nothing to compare.
  validation {
    condition     = try(split("_", var.stripe_publishable_key)[1] == split("_", var.stripe_api_key)[1], true)
    error_message = "stripe_publishable_key and stripe_api_key must have the same mode: both test, or both live."
  }
}

variable "stripe_api_url" {
  description = "The URL of Stripe's API, or of a stand-in."
  type        = string
  default     = "https://api.stripe.com"

  validation {
    condition     = can(regex("^https://[^/:]+(:443)?(/|$)", var.stripe_api_url))
    error_message = "stripe_api_url must start with https:// and use port 443: the network allows no other outbound traffic."
  }
}

variable "carrier_url" {
  description = "The URL of the carrier's API."
  type        = string

  validation {
    condition     = can(regex("^https://[^/:]+(:443)?(/|$)", var.carrier_url))
    error_message = "carrier_url must start with https:// and use port 443: the network allows no other outbound traffic."
  }
}

# Network

variable "vpc_cidr" {
  description = "The address range of the VPC, from /16 to /20. Each zone gets a public, a private and a data subnet."
  type        = string
  default     = "10.0.0.0/16"

  validation {
    condition     = can(cidrhost(var.vpc_cidr, 0)) && try(tonumber(split("/", var.vpc_cidr)[1]) >= 16 && tonumber(split("/", var.vpc_cidr)[1]) <= 20, false)
    error_message = "vpc_cidr must be an IPv4 range from /16 to /20, such as 10.0.0.0/16."
  }
}

variable "zone_count" {
  description = "The number of availability zones."
  type        = number
  default     = 2

  validation {
    condition     = contains([2, 3], var.zone_count)
    error_message = "zone_count must be 2 or 3."
  }
}

variable "nat_gateways" {
  description = "How tasks reach Stripe, the carrier and AWS: per_zone survives the loss of a zone; one does not; none gives tasks public addresses, which accept no connections. Public addresses are billed too, but for a few tasks they cost less than a gateway."
  type        = string
  default     = "one"

  validation {
    condition     = contains(["none", "one", "per_zone"], var.nat_gateways)
    error_message = "nat_gateways must be none, one or per_zone."
  }
}

variable "interface_endpoints" {
  description = "AWS services to reach inside the VPC instead of through NAT, such as sqs, sns, kms, logs, ecr.api, ecr.dkr and secretsmanager. Each is billed per hour and zone."
  type        = set(string)
  default     = []
}

# Edge

variable "api_domain" {
  description = "A custom domain for the API, in a hosted zone of this account. The API's default address keeps answering until alone is true. On a live deployment, set alone in a second apply, once the new name answers."
  type = object({
    name    = string
    zone_id = string
    alone   = optional(bool, false)
  })
  default = null
}

variable "cdn_domain" {
  description = "A custom domain for CloudFront, in a hosted zone of this account."
  type = object({
    name    = string
    zone_id = string
  })
  default = null
}

variable "only_cdn" {
  description = "Whether the API accepts only requests that come through CloudFront, whose web ACL limits each client address. Requests without CloudFront's secret are refused by the load balancer's web ACL and by the authorizer. docs/deploy.md explains how to replace the secret."
  type        = bool
  default     = false

  validation {
    condition     = !var.only_cdn || (var.firewall != null && var.auth_compute == "fargate" && var.catalog_compute == "fargate")
    error_message = "only_cdn needs firewall, and auth and catalog on fargate: the load balancer's web ACL refuses other requests, and Lambda functions are not behind it."
  }
}

variable "cdn_secrets" {
  description = "Names of the secrets that CloudFront identifies itself with. It sends the first; all are accepted. docs/deploy.md explains how to rotate them without a gap."
  type        = list(string)
  default     = ["first"]

  validation {
    condition     = length(var.cdn_secrets) >= 1 && length(var.cdn_secrets) <= 3 && length(distinct(var.cdn_secrets)) == length(var.cdn_secrets)
    error_message = "cdn_secrets must have one to three different names."
  }
}

variable "internal_certificate" {
  description = "A certificate in this region for TLS between the gateway and the load balancer. With null they speak plain HTTP, inside the VPC."
  type = object({
    arn         = string
    server_name = string
  })
  default = null
}

variable "cors_allow_origins" {
  description = "Web origins whose pages may call the API, such as https://shop.example.com."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for origin in var.cors_allow_origins : can(regex("^https?://[^/*]+$", origin))])
    error_message = "cors_allow_origins must have origins such as https://shop.example.com, without a path or an asterisk."
  }
}

variable "throttle" {
  description = "Requests per second and burst that each route accepts from all clients together, with exceptions by route key. The defaults are in infra/gateway.json."
  type = object({
    rate   = optional(number)
    burst  = optional(number)
    routes = optional(map(object({ rate = number, burst = number })), {})
  })
  default = {}
}

variable "authorizer_cache_seconds" {
  description = "How long API Gateway caches the authorizer's answer for a token and route. The default is in infra/gateway.json. A withdrawn key stays valid that much longer."
  type        = number
  default     = null

  validation {
    condition     = var.authorizer_cache_seconds == null || try(var.authorizer_cache_seconds >= 0 && var.authorizer_cache_seconds <= 60, false)
    error_message = "authorizer_cache_seconds must be from 0 to 60."
  }
}

variable "firewall" {
  description = "Web ACLs in front of CloudFront and the load balancer (an HTTP API cannot have one), with AWS's managed rules and a rate limit; null leaves them out. CloudFront's limits each client address, with a stricter limit for sign-in; the load balancer's limits each token. Requests without a token, and services on Lambda, are limited by throttle only."
  type = object({
    requests_per_five_minutes_max = optional(number, 2000)
    sign_ins_per_five_minutes_max = optional(number, 100)
  })
  default = {}
}

variable "cdn_price_class" {
  description = "Which CloudFront locations serve requests: PriceClass_100, PriceClass_200 or PriceClass_All."
  type        = string
  default     = "PriceClass_100"

  validation {
    condition     = contains(["PriceClass_100", "PriceClass_200", "PriceClass_All"], var.cdn_price_class)
    error_message = "cdn_price_class must be PriceClass_100, PriceClass_200 or PriceClass_All."
  }
}

variable "catalog_cache_policy_id" {
  description = "A CloudFront cache policy for the catalog. The default policy obeys Cache-Control and caches each query string separately."
  type        = string
  default     = null
}

# Compute

variable "images" {
  description = "Images to run instead of building them, by service, as full references such as 123456789012.dkr.ecr.eu-central-1.amazonaws.com/cloudservices-prod-orders:1f0c3a. Also used to roll back."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for reference in values(var.images) : can(regex("^[^\\s:]+(:[0-9]+)?/[^\\s:@]+(:[\\w.-]+|@sha256:[0-9a-f]{64})$", reference)) && !endswith(reference, ":latest")])
    error_message = "images must have full references with a digest, or a tag other than latest."
  }
}

variable "base_images" {
  description = "The images to build from, pinned by digest: Node's, from which only the executable is copied, and the one it then runs in. With null, the tags in containers/Dockerfile are used, which can point to other images later."
  type = object({
    node    = string
    runtime = string
  })
  default = null

  validation {
    condition     = var.base_images == null || alltrue([for reference in values(coalesce(var.base_images, {})) : can(regex("^[^\\s@]+/[^\\s@]+@sha256:[0-9a-f]{64}$", reference))])
    error_message = "base_images must have full references that end in a digest, such as gcr.io/distroless/cc-debian12:nonroot@sha256:..."
  }
}

variable "container_tool" {
  description = "The tool that builds and pushes images: docker, podman or finch."
  type        = string
  default     = "docker"

  validation {
    condition     = contains(["docker", "podman", "finch"], var.container_tool)
    error_message = "container_tool must be docker, podman or finch."
  }
}

variable "size" {
  description = "The size of a task (CPU in 1/1024 vCPU, memory in MiB) and the number of tasks per service. Exceptions go in sizes."
  type = object({
    cpu          = optional(number, 512)
    memory       = optional(number, 1024)
    replicas_min = optional(number, 2)
    replicas_max = optional(number, 10)
  })
  default = {}

  validation {
    condition     = var.size.replicas_min >= 1 && var.size.replicas_max >= var.size.replicas_min
    error_message = "size.replicas_min must be at least 1, and size.replicas_max at least that: nothing reliably starts a service that has no task. To stop all tasks for a time, use night."
  }
}

variable "sizes" {
  description = "Exceptions to size, by service."
  type = map(object({
    cpu          = optional(number)
    memory       = optional(number)
    replicas_min = optional(number)
    replicas_max = optional(number)
  }))
  default = {}

  validation {
    condition     = alltrue([for size in values(var.sizes) : coalesce(size.replicas_min, 1) >= 1])
    error_message = "sizes must have a replicas_min of at least 1: nothing reliably starts a service that has no task."
  }

  validation {
    condition     = alltrue([for name in keys(var.sizes) : contains(local.service_names, name)])
    error_message = "sizes must name services: ${join(", ", local.service_names)}."
  }
}

variable "spot_percent" {
  description = "The percentage of tasks, beyond the first of each service, that run on Fargate Spot. It is cheaper, but AWS can take a task away with two minutes' notice."
  type        = number
  default     = 0

  validation {
    condition     = var.spot_percent >= 0 && var.spot_percent <= 100
    error_message = "spot_percent must be from 0 to 100."
  }
}

variable "rollout" {
  description = "How new tasks take over on Fargate: rolling, where ECS replaces all tasks of a service at once, or canary, where CodeDeploy first sends them a share of the requests: docs/deploy.md, \"Roll out with a canary\". Changing it on a live deployment replaces the ECS services."
  type        = string
  default     = "rolling"

  validation {
    condition     = contains(["rolling", "canary"], var.rollout)
    error_message = "rollout must be rolling or canary."
  }
}

variable "canary" {
  description = "For rollout = canary: the percentage of a service's requests that new tasks get first, and for how many minutes. For as many minutes more, all requests reach the new tasks and the old ones are kept, so that a rollback takes seconds."
  type = object({
    percent = optional(number, 10)
    minutes = optional(number, 15)
  })
  default = {}

  validation {
    condition     = var.canary.percent >= 1 && var.canary.percent <= 50 && floor(var.canary.percent) == var.canary.percent
    error_message = "canary.percent must be a whole number from 1 to 50."
  }

  # An alarm on errors or latency needs two periods of five minutes. At the other end, the credentials of a pipeline last for two hours.
  validation {
    condition     = var.canary.minutes >= 15 && var.canary.minutes <= 40 && floor(var.canary.minutes) == var.canary.minutes
    error_message = "canary.minutes must be a whole number from 15 to 40: in less time no alarm could fire, and in more a pipeline's credentials could expire."
  }
}

variable "compute" {
  description = "Where the services run: as tasks on fargate, as pods on a new EKS cluster (eks), or as pods on the existing cluster named by kubernetes (cluster). The chart in deploy/helm deploys the pods: docs/deploy.md, \"On Kubernetes\"."
  type        = string
  default     = "fargate"

  validation {
    condition     = contains(["fargate", "eks", "cluster"], var.compute)
    error_message = "compute must be fargate, eks or cluster."
  }
}

variable "eks" {
  description = "The cluster for compute = eks: its Kubernetes version; the type (Graviton), minimum, maximum and disk size in GiB of its nodes; address ranges outside the VPC that may reach its API, by default none; and the roles that administer it, such as the one that installs the chart."
  type = object({
    version = optional(string, "1.35")
    nodes = optional(object({
      type     = optional(string, "m7g.xlarge")
      min      = optional(number, 3)
      max      = optional(number, 6)
      disk_gib = optional(number, 30)
    }), {})
    public_cidrs    = optional(set(string), [])
    admin_role_arns = optional(set(string), [])
  })
  default = {}

  validation {
    condition     = can(regex("^1\\.[0-9]{2}$", var.eks.version)) && try(tonumber(split(".", var.eks.version)[1]) >= 30, false)
    error_message = "eks.version must be 1.30 or later, as the chart requires."
  }

  validation {
    condition     = var.eks.nodes.min >= 2 && var.eks.nodes.max >= var.eks.nodes.min && var.eks.nodes.disk_gib >= 20
    error_message = "eks.nodes must have a min of at least 2, a max of at least min, and a disk_gib of at least 20."
  }

  validation {
    condition     = can(regex("^[a-z]+[0-9]+g[a-z]*\\.[a-z0-9]+$", var.eks.nodes.type))
    error_message = "eks.nodes.type must be a Graviton instance type such as m7g.xlarge: the images are built for ARM."
  }

  validation {
    condition     = alltrue([for cidr in var.eks.public_cidrs : can(cidrhost(cidr, 0)) && !endswith(cidr, "/0")])
    error_message = "eks.public_cidrs must have ranges such as 198.51.100.0/24, and never all addresses."
  }

  validation {
    condition     = alltrue([for arn in var.eks.admin_role_arns : can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$", arn))])
    error_message = "eks.admin_role_arns must have ARNs of roles."
  }
}

variable "auth_compute" {
  description = "Where auth runs: fargate (wherever compute puts the other services) or lambda."
  type        = string
  default     = "fargate"

  validation {
    condition     = contains(["fargate", "lambda"], var.auth_compute)
    error_message = "auth_compute must be fargate or lambda."
  }

  validation {
    condition     = var.auth_compute == "fargate" || var.nat_gateways != "none"
    error_message = "auth_compute = lambda needs a NAT gateway: from inside the VPC, it calls KMS and Secrets Manager."
  }
}

variable "catalog_compute" {
  description = "Where catalog runs: fargate (wherever compute puts the other services) or lambda."
  type        = string
  default     = "fargate"

  validation {
    condition     = contains(["fargate", "lambda"], var.catalog_compute)
    error_message = "catalog_compute must be fargate or lambda."
  }
}

variable "reserved_concurrency" {
  description = "Concurrent executions reserved for a function, by name, such as { authorizer = 100 }. It is also the function's limit. The account must keep 100 unreserved."
  type        = map(number)
  default     = {}

  validation {
    condition     = alltrue([for name, calls in var.reserved_concurrency : contains(["authorizer", "timeline", "media", "dead-letters", "reconcile", "auth", "catalog"], name) && calls >= 1])
    error_message = "reserved_concurrency must name functions (authorizer, timeline, media, dead-letters, reconcile, auth, catalog) and reserve at least 1 for each."
  }
}

variable "night" {
  description = "When the tasks of a deployment that is unused at night stop and start, as cron expressions of Application Auto Scaling. With null they keep running."
  type = object({
    stop     = optional(string, "cron(0 20 ? * MON-FRI *)")
    start    = optional(string, "cron(0 7 ? * MON-FRI *)")
    timezone = optional(string, "Etc/UTC")
  })
  default = null
}

variable "tracing_sidecar" {
  description = "Whether each task gets an OpenTelemetry collector (ADOT) as a sidecar, which sends traces to X-Ray. Without it, services trace only if otlp is set."
  type        = bool
  default     = false
}

variable "otlp" {
  description = "Where services send traces and, with metrics, metrics: any endpoint for OTLP over HTTP, such as a vendor's, instead of X-Ray. headers_secret_arn names a secret in Secrets Manager with the headers that the endpoint requires, as name=value,name=value; it must be encrypted with Secrets Manager's own key."
  type = object({
    endpoint           = string
    headers_secret_arn = optional(string)
    metrics            = optional(bool, true)
  })
  default = null

  # The network lets tasks out over HTTPS only.
  validation {
    condition     = var.otlp == null || can(regex("^https://[A-Za-z0-9.-]+(:443)?(/.*)?$", var.otlp.endpoint))
    error_message = "otlp.endpoint must be an https address on port 443, the only port that tasks may reach outside: traces go to /v1/traces below it."
  }

  validation {
    condition     = try(var.otlp.headers_secret_arn, null) == null || can(regex("^arn:[a-z-]+:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[^:]+$", var.otlp.headers_secret_arn))
    error_message = "otlp.headers_secret_arn must be the ARN of a secret in Secrets Manager."
  }
}

variable "tracing_ratio" {
  description = "The share of traces that services sample, from 0 to 1. A caller that sends a trace context has already decided."
  type        = number
  default     = 0.1

  validation {
    condition     = var.tracing_ratio >= 0 && var.tracing_ratio <= 1
    error_message = "tracing_ratio must be from 0 to 1."
  }
}

variable "trace_url" {
  description = "Where your tracing tool shows an order's traces, with {orderId} in place of the order's id, such as https://jaeger.example.com/search?tags=...{orderId}... The console links to it. With null there is no link."
  type        = string
  default     = null

  validation {
    condition     = var.trace_url == null || can(regex("^https://.*\\{orderId\\}", var.trace_url))
    error_message = "trace_url must begin with https:// and contain {orderId}."
  }
}

variable "log_level" {
  description = "The lowest level that services and functions log: debug or info. Order metrics are logged at info."
  type        = string
  default     = "info"

  validation {
    condition     = contains(["debug", "info"], var.log_level)
    error_message = "log_level must be debug or info: at higher levels, the order metrics and their alarms would be lost."
  }
}

variable "order_deadline_seconds" {
  description = "How long after placement an order that is not confirmed is cancelled."
  type        = number
  default     = 900

  validation {
    condition     = var.order_deadline_seconds >= 60 && var.order_deadline_seconds <= 86400
    error_message = "order_deadline_seconds must be from 60 to 86400."
  }
}

variable "reconcile_at" {
  description = "When to reconcile the books, at least once a day, in UTC, such as cron(0 3 * * ? *); null turns it off. The task signs in as an operator: docs/deploy.md, \"Compare the books on a schedule\"."
  type        = string
  default     = null

  validation {
    condition = var.reconcile_at == null || can(regex(
      "^(cron\\(\\S+ \\S+ (\\? \\* \\*|\\* \\* \\?) \\*\\)|rate\\((1 (minute|hour|day)|([2-9]|1\\d|2[0-4]) hours|([2-9]|[1-9]\\d{1,2}) minutes)\\))$",
      var.reconcile_at
    ))
    error_message = "reconcile_at must be a schedule of EventBridge Scheduler that runs every day: cron(<minutes> <hours> * * ? *), or rate(...) of a day at most."
  }
}

# Data

variable "database" {
  description = "Aurora Serverless v2: capacity (1 ACU is about 2 GiB), instances, and days of backups. With acu_min = 0 it pauses after pause_after_seconds without a connection. That happens only while all tasks are stopped (night), because running tasks poll it."
  type = object({
    acu_min             = optional(number, 1)
    acu_max             = optional(number, 8)
    pause_after_seconds = optional(number, 600)
    instances           = optional(number, 2)
    backup_days         = optional(number, 14)
    engine_version      = optional(string, "16.8")
  })
  default = {}

  validation {
    condition     = (var.database.acu_min == 0 || var.database.acu_min >= 1) && var.database.acu_min <= var.database.acu_max && var.database.acu_max >= 1 && var.database.acu_max <= 256
    error_message = "database.acu_min must be 0 (to pause) or from 1 to acu_max, and database.acu_max from 1 to 256."
  }

  validation {
    condition     = var.database.backup_days >= 1 && var.database.backup_days <= 35
    error_message = "database.backup_days must be from 1 to 35."
  }
}

variable "backup_plan" {
  description = "Whether AWS Backup keeps daily copies of the tables and the database for 35 days, in addition to their own backups."
  type        = bool
  default     = true
}

variable "backup_copy" {
  description = "An AWS Backup vault in another region, or in another account of the organization, to copy each daily backup to, and how many days to keep it there. It needs backup_plan, and advanced features for DynamoDB turned on in AWS Backup's settings, and creates another KMS key. With null nothing is copied."
  type = object({
    vault_arn = string
    days      = optional(number, 35)
  })
  default = null

  validation {
    condition     = var.backup_copy == null || can(regex("^arn:aws[a-z-]*:backup:[a-z0-9-]+:[0-9]{12}:backup-vault:[A-Za-z0-9_-]{2,50}$", var.backup_copy.vault_arn))
    error_message = "backup_copy.vault_arn must be the ARN of an AWS Backup vault."
  }

  validation {
    condition     = var.backup_copy == null || var.backup_plan
    error_message = "backup_copy needs backup_plan: otherwise there is nothing to copy."
  }

  validation {
    condition     = try(var.backup_copy.days, 35) >= 1
    error_message = "backup_copy.days must be at least 1."
  }
}

# Operation

variable "log_retention_days" {
  description = "How many days logs are kept."
  type        = number
  default     = 30

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731], var.log_retention_days)
    error_message = "log_retention_days must be a period that CloudWatch Logs supports: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545 or 731."
  }
}

variable "alarm_emails" {
  description = "Email addresses to notify when an alarm fires. Each must confirm its subscription."
  type        = set(string)
  default     = []
}

variable "objectives" {
  description = "The alarm thresholds for each group of routes: the 95th percentile of latency in milliseconds, and failed requests (5xx) in percent."
  type = object({
    p95_milliseconds = optional(number, 500)
    errors_percent   = optional(number, 1)
  })
  default = {}
}

variable "monthly_budget_usd" {
  description = "A monthly budget that sends an email at 80 %, and when the forecast exceeds it; null sets no budget."
  type        = number
  default     = null
}
