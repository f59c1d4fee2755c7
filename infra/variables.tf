# Where and what

variable "aws_account_id" {
  description = "The account to deploy to; with credentials of any other, nothing is planned."
  type        = string

  validation {
    condition     = can(regex("^[0-9]{12}$", var.aws_account_id))
    error_message = "aws_account_id has twelve digits."
  }
}

variable "aws_region" {
  description = "The region of everything but what CloudFront needs, which lives in us-east-1."
  type        = string

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.aws_region))
    error_message = "aws_region is a region's name, such as eu-central-1."
  }
}

variable "project" {
  description = "The first part of every name."
  type        = string
  default     = "cloudservices"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,13}[a-z0-9]$", var.project)) && !strcontains(var.project, "--")
    error_message = "project has 3 to 15 lower-case letters, digits and single hyphens, and begins with a letter."
  }
}

variable "environment" {
  description = "The second part of every name: what tells several deployments in one account apart."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{1,7}$", var.environment))
    error_message = "environment has 2 to 8 lower-case letters and digits, and begins with a letter, such as dev or prod."
  }
}

variable "permissions_boundary" {
  description = "The ARN of a policy that bounds what the roles of this deployment may ever be given, such as the one that infra/bootstrap makes; who deploys by that must name it."
  type        = string
  default     = null
}

variable "protect_data" {
  description = "Whether terraform destroy is refused, and databases, tables, buckets and images refuse to be deleted by any other means. Only false lets terraform destroy leave nothing behind."
  type        = bool
  default     = true
}

# Identity

variable "signing_keys" {
  description = "The keys that sign access tokens, by a name of yours: each from its moment on (RFC 3339, UTC), until that of the next. docs/deploy.md tells how to rotate and how to withdraw them."
  type        = map(string)
  default     = { first = "2020-01-01T00:00:00Z" }

  validation {
    condition     = alltrue([for moment in values(var.signing_keys) : can(regex("^[-0-9]{10}T[:0-9]{8}Z$", moment)) && can(timeadd(moment, "0s"))])
    error_message = "signing_keys holds moments such as 2030-01-31T12:00:00Z, in UTC."
  }

  validation {
    condition     = length(var.signing_keys) > 0 && length(distinct(values(var.signing_keys))) == length(var.signing_keys)
    error_message = "signing_keys has one key at least, and no two that begin at the same moment."
  }

  validation {
    condition     = alltrue([for name in keys(var.signing_keys) : can(regex("^[a-z0-9][a-z0-9-]{0,30}$", name))])
    error_message = "signing_keys has names of lower-case letters, digits and hyphens, 31 at most."
  }
}

variable "cognito" {
  description = "A Cognito user pool whose access tokens are taken in the place of those that auth signs, and the app client that they are for; its groups customer, operator and admin are the roles. docs/deploy.md tells what the pool needs."
  type = object({
    user_pool_id = string
    client_id    = string
  })
  default = null

  validation {
    condition     = var.cognito == null || can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]_[A-Za-z0-9]+$", var.cognito.user_pool_id))
    error_message = "cognito.user_pool_id is a user pool's id, such as eu-central-1_AbCdEfGhI."
  }

  validation {
    condition     = var.cognito == null || can(regex("^[A-Za-z0-9]+$", var.cognito.client_id))
    error_message = "cognito.client_id is the id of one of the pool's app clients."
  }
}

# Secrets and partners

variable "stripe_api_key" {
  description = "Stripe's secret key. It goes to Secrets Manager and is kept neither in the state nor in a plan; give it by the environment variable TF_VAR_stripe_api_key. Needed when it is stored: on the first apply, and with another stripe_api_key_version."
  type        = string
  default     = null
  ephemeral   = true
  sensitive   = true

  validation {
    condition     = var.stripe_api_key == null || can(regex("^(sk|rk)_(test|live)_[A-Za-z0-9]+$", var.stripe_api_key))
    error_message = "stripe_api_key is a secret (sk_) or restricted (rk_) key of Stripe's."
  }
}

variable "stripe_api_key_version" {
  description = "Raise it whenever stripe_api_key is another: a value that is not kept cannot be compared."
  type        = number
  default     = 1
}

variable "stripe_publishable_key" {
  description = "Stripe's publishable key, of the same mode as stripe_api_key. With it the checkout shows Stripe's own card fields, so that no card number touches this system; without it a choice of test cards. It is public: every visitor gets it."
  type        = string
  default     = null

  validation {
    condition     = var.stripe_publishable_key == null || can(regex("^pk_(test|live)_[A-Za-z0-9]+$", var.stripe_publishable_key))
    error_message = "stripe_publishable_key begins with pk_test_ or pk_live_. The secret key must never reach a browser."
  }

  # Most applies are not given the secret key: then there is nothing to compare.
  validation {
    condition     = try(split("_", var.stripe_publishable_key)[1] == split("_", var.stripe_api_key)[1], true)
    error_message = "stripe_publishable_key and stripe_api_key must be of the same mode: both test, or both live."
  }
}

variable "stripe_api_url" {
  description = "Stripe's API, or a stand-in for it."
  type        = string
  default     = "https://api.stripe.com"

  validation {
    condition     = can(regex("^https://[^/:]+(:443)?(/|$)", var.stripe_api_url))
    error_message = "stripe_api_url begins with https:// and has no other port than 443: nothing else is let out of the network."
  }
}

variable "carrier_url" {
  description = "The carrier's API."
  type        = string

  validation {
    condition     = can(regex("^https://[^/:]+(:443)?(/|$)", var.carrier_url))
    error_message = "carrier_url begins with https:// and has no other port than 443: nothing else is let out of the network."
  }
}

# Network

variable "vpc_cidr" {
  description = "The address range of the VPC, a /16 to /20; each zone gets a public, a private and a data subnet of it."
  type        = string
  default     = "10.0.0.0/16"

  validation {
    condition     = can(cidrhost(var.vpc_cidr, 0)) && try(tonumber(split("/", var.vpc_cidr)[1]) >= 16 && tonumber(split("/", var.vpc_cidr)[1]) <= 20, false)
    error_message = "vpc_cidr is an IPv4 range from /16 to /20, such as 10.0.0.0/16."
  }
}

variable "zone_count" {
  description = "Over how many availability zones everything is spread."
  type        = number
  default     = 2

  validation {
    condition     = contains([2, 3], var.zone_count)
    error_message = "zone_count is 2 or 3."
  }
}

variable "nat_gateways" {
  description = "How tasks reach Stripe, the carrier and AWS: per_zone survives the loss of a zone, one does not; none gives tasks public addresses instead, which nothing may connect to; each costs a little, and few tasks cost less than a gateway."
  type        = string
  default     = "one"

  validation {
    condition     = contains(["none", "one", "per_zone"], var.nat_gateways)
    error_message = "nat_gateways is none, one or per_zone."
  }
}

variable "interface_endpoints" {
  description = "AWS services that are reached inside the VPC instead of through NAT, such as sqs, sns, kms, logs, ecr.api, ecr.dkr, secretsmanager. Each costs by the hour and zone."
  type        = set(string)
  default     = []
}

# Edge

variable "api_domain" {
  description = "A name of your own for the API, in a hosted zone of this account. The API's own address goes on answering until alone is true: on a live deployment say that in a second apply, once the name answers."
  type = object({
    name    = string
    zone_id = string
    alone   = optional(bool, false)
  })
  default = null
}

variable "cdn_domain" {
  description = "A name of your own for CloudFront, in a hosted zone of this account."
  type = object({
    name    = string
    zone_id = string
  })
  default = null
}

variable "only_cdn" {
  description = "Whether the API takes only what comes through CloudFront, whose web ACL tells callers apart by address: what comes without CloudFront's secret is refused by the web ACL before the load balancer, and by the authorizer. docs/deploy.md tells how the secret is replaced."
  type        = bool
  default     = false

  validation {
    condition     = !var.only_cdn || (var.firewall != null && var.auth_compute == "fargate" && var.catalog_compute == "fargate")
    error_message = "only_cdn needs firewall, and auth and catalog on fargate: the web ACL before the load balancer refuses the others, and what runs on Lambda is not behind it."
  }
}

variable "cdn_secrets" {
  description = "Names of the secrets by which CloudFront proves itself. It sends the first; all are believed. docs/deploy.md tells how one follows another without a gap."
  type        = list(string)
  default     = ["first"]

  validation {
    condition     = length(var.cdn_secrets) >= 1 && length(var.cdn_secrets) <= 3 && length(distinct(var.cdn_secrets)) == length(var.cdn_secrets)
    error_message = "cdn_secrets has one to three names, none twice."
  }
}

variable "internal_certificate" {
  description = "A certificate of this region for TLS between the gateway and the load balancer; null speaks plain HTTP there, inside the VPC."
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
    error_message = "cors_allow_origins holds origins such as https://shop.example.com: no path, no asterisk."
  }
}

variable "throttle" {
  description = "Requests a second and burst that each route takes from all callers together, and exceptions by route key, where they should differ from infra/gateway.json."
  type = object({
    rate   = optional(number)
    burst  = optional(number)
    routes = optional(map(object({ rate = number, burst = number })), {})
  })
  default = {}
}

variable "authorizer_cache_seconds" {
  description = "How long API Gateway remembers what the authorizer said of a token on a route, if not as long as infra/gateway.json says; a withdrawn key is honoured that much longer."
  type        = number
  default     = null

  validation {
    condition     = var.authorizer_cache_seconds == null || try(var.authorizer_cache_seconds >= 0 && var.authorizer_cache_seconds <= 60, false)
    error_message = "authorizer_cache_seconds is 0 to 60."
  }
}

variable "firewall" {
  description = "Web ACLs with AWS's managed rules and a rate rule before CloudFront and the load balancer (they cannot be attached to an HTTP API); null leaves them out. Callers are told apart by address before CloudFront, where what they ask of auth has a limit of its own, and by token behind the gateway, where those who have none, and services on Lambda, are bounded by throttle alone."
  type = object({
    requests_per_five_minutes_max = optional(number, 2000)
    sign_ins_per_five_minutes_max = optional(number, 100)
  })
  default = {}
}

variable "cdn_price_class" {
  description = "Which of CloudFront's locations serve: PriceClass_100, PriceClass_200 or PriceClass_All."
  type        = string
  default     = "PriceClass_100"

  validation {
    condition     = contains(["PriceClass_100", "PriceClass_200", "PriceClass_All"], var.cdn_price_class)
    error_message = "cdn_price_class is PriceClass_100, PriceClass_200 or PriceClass_All."
  }
}

variable "catalog_cache_policy_id" {
  description = "A CloudFront cache policy for the catalog instead of our own, which obeys Cache-Control and keeps apart by query string."
  type        = string
  default     = null
}

# Compute

variable "images" {
  description = "Images to run instead of building them, by service: full references such as 123456789012.dkr.ecr.eu-central-1.amazonaws.com/cloudservices-prod-orders:1f0c3a. This is also the way back to an earlier one."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for reference in values(var.images) : can(regex("^[^\\s:]+(:[0-9]+)?/[^\\s:@]+(:[\\w.-]+|@sha256:[0-9a-f]{64})$", reference)) && !endswith(reference, ":latest")])
    error_message = "images holds full references with a tag other than latest, or a digest."
  }
}

variable "base_images" {
  description = "What images are built on, by digest, which never names another image: Node's, of which only the program is taken, and the one that it then runs in. null takes the tags that containers/Dockerfile names, whatever lies behind them on the day of the build."
  type = object({
    node    = string
    runtime = string
  })
  default = null

  validation {
    condition     = var.base_images == null || alltrue([for reference in values(coalesce(var.base_images, {})) : can(regex("^[^\\s@]+/[^\\s@]+@sha256:[0-9a-f]{64}$", reference))])
    error_message = "base_images holds full references that end in a digest, such as gcr.io/distroless/cc-debian12:nonroot@sha256:..."
  }
}

variable "container_tool" {
  description = "What builds and pushes the images: docker, podman or finch."
  type        = string
  default     = "docker"

  validation {
    condition     = contains(["docker", "podman", "finch"], var.container_tool)
    error_message = "container_tool is docker, podman or finch."
  }
}

variable "size" {
  description = "What a task gets (CPU in 1/1024 vCPU, memory in MiB) and how many there are, unless sizes says otherwise."
  type = object({
    cpu          = optional(number, 512)
    memory       = optional(number, 1024)
    replicas_min = optional(number, 2)
    replicas_max = optional(number, 10)
  })
  default = {}

  validation {
    condition     = var.size.replicas_min >= 1 && var.size.replicas_max >= var.size.replicas_min
    error_message = "size.replicas_max is at least size.replicas_min, and that is at least 1: nothing reliably starts a service that has no task. To stop all of them for a time there is night."
  }
}

variable "sizes" {
  description = "Exceptions from size, by service."
  type = map(object({
    cpu          = optional(number)
    memory       = optional(number)
    replicas_min = optional(number)
    replicas_max = optional(number)
  }))
  default = {}

  validation {
    condition     = alltrue([for size in values(var.sizes) : coalesce(size.replicas_min, 1) >= 1])
    error_message = "sizes has a replicas_min of at least 1: nothing reliably starts a service that has no task."
  }

  validation {
    condition     = alltrue([for name in keys(var.sizes) : contains(local.service_names, name)])
    error_message = "sizes knows the services ${join(", ", local.service_names)}."
  }
}

variable "spot_percent" {
  description = "How much of the tasks beyond the first of each service runs on Fargate Spot, which is cheaper and may be taken away at two minutes' notice."
  type        = number
  default     = 0

  validation {
    condition     = var.spot_percent >= 0 && var.spot_percent <= 100
    error_message = "spot_percent is 0 to 100."
  }
}

variable "compute" {
  description = "Where the services run: as tasks on fargate, as pods of an EKS cluster that is made for them (eks), or as pods of the cluster that kubernetes names (cluster). Pods are those of the chart in deploy/helm: docs/deploy.md, \"On Kubernetes\"."
  type        = string
  default     = "fargate"

  validation {
    condition     = contains(["fargate", "eks", "cluster"], var.compute)
    error_message = "compute is fargate, eks or cluster."
  }
}

variable "eks" {
  description = "What compute eks makes: the version of Kubernetes; nodes of one type, with processors of ARM, how many at least and at most, and GiB of disk for each; from where its API is reached besides the VPC, which by default is nowhere; and the roles that administer it, such as the one that installs the chart."
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
    error_message = "eks.version is 1.30 or later: the chart needs it."
  }

  validation {
    condition     = var.eks.nodes.min >= 2 && var.eks.nodes.max >= var.eks.nodes.min && var.eks.nodes.disk_gib >= 20
    error_message = "eks.nodes has at least 2 nodes, no more at least than at most, and 20 GiB for each."
  }

  validation {
    condition     = can(regex("^[a-z]+[0-9]+g[a-z]*\\.[a-z0-9]+$", var.eks.nodes.type))
    error_message = "eks.nodes.type is an instance type of Graviton, such as m7g.xlarge: the images are built for ARM."
  }

  validation {
    condition     = alltrue([for cidr in var.eks.public_cidrs : can(cidrhost(cidr, 0)) && !endswith(cidr, "/0")])
    error_message = "eks.public_cidrs has ranges such as 198.51.100.0/24, and never all addresses."
  }

  validation {
    condition     = alltrue([for arn in var.eks.admin_role_arns : can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$", arn))])
    error_message = "eks.admin_role_arns has ARNs of roles."
  }
}

variable "auth_compute" {
  description = "Where auth runs: fargate, with the other services wherever compute says, or lambda."
  type        = string
  default     = "fargate"

  validation {
    condition     = contains(["fargate", "lambda"], var.auth_compute)
    error_message = "auth_compute is fargate or lambda."
  }

  validation {
    condition     = var.auth_compute == "fargate" || var.nat_gateways != "none"
    error_message = "auth_compute lambda needs NAT: in the VPC it asks KMS and the API."
  }
}

variable "catalog_compute" {
  description = "Where catalog runs: fargate, with the other services wherever compute says, or lambda."
  type        = string
  default     = "fargate"

  validation {
    condition     = contains(["fargate", "lambda"], var.catalog_compute)
    error_message = "catalog_compute is fargate or lambda."
  }
}

variable "reserved_concurrency" {
  description = "How many calls of a function run at once at most, set aside from the account's, so that no other function leaves it without: by name, such as { authorizer = 100 }. The account must keep 100 for all others."
  type        = map(number)
  default     = {}

  validation {
    condition     = alltrue([for name, calls in var.reserved_concurrency : contains(["authorizer", "timeline", "media", "dead-letters", "reconcile", "auth", "catalog"], name) && calls >= 1])
    error_message = "reserved_concurrency knows the functions authorizer, timeline, media, dead-letters, reconcile, auth and catalog, and has 1 at least for each."
  }
}

variable "night" {
  description = "When the tasks of a deployment that nobody uses at night stop and start, as cron expressions of Application Auto Scaling; null keeps them running."
  type = object({
    stop     = optional(string, "cron(0 20 ? * MON-FRI *)")
    start    = optional(string, "cron(0 7 ? * MON-FRI *)")
    timezone = optional(string, "Etc/UTC")
  })
  default = null
}

variable "tracing_sidecar" {
  description = "Whether each task gets an OpenTelemetry collector (ADOT) beside it, which passes the traces of orders on to X-Ray; without one, services trace nothing."
  type        = bool
  default     = false
}

variable "tracing_ratio" {
  description = "The part of all traces that services send to their collector, from 0 to 1. Whoever calls with a trace of their own has decided already."
  type        = number
  default     = 0.1

  validation {
    condition     = var.tracing_ratio >= 0 && var.tracing_ratio <= 1
    error_message = "tracing_ratio is from 0 to 1."
  }
}

variable "log_level" {
  description = "The least severe level that services and functions log: debug or info, on which the metrics of orders are logged, too."
  type        = string
  default     = "info"

  validation {
    condition     = contains(["debug", "info"], var.log_level)
    error_message = "log_level is debug or info: above that the metrics of orders would be lost, and their alarms with them."
  }
}

variable "order_deadline_seconds" {
  description = "An order that is not confirmed by then is cancelled."
  type        = number
  default     = 900

  validation {
    condition     = var.order_deadline_seconds >= 60 && var.order_deadline_seconds <= 86400
    error_message = "order_deadline_seconds is 60 to 86400."
  }
}

variable "reconcile_at" {
  description = "When the books are compared, in UTC, such as cron(0 3 * * ? *); null never does. It signs in as an operator: docs/deploy.md, \"Compare the books on a schedule\"."
  type        = string
  default     = null

  validation {
    condition     = var.reconcile_at == null || can(regex("^(cron|rate)\\([^()]+\\)$", var.reconcile_at))
    error_message = "reconcile_at is a cron(...) or rate(...) of EventBridge Scheduler, at least once a day."
  }
}

# Data

variable "database" {
  description = "Aurora Serverless v2: its capacity (1 ACU is about 2 GiB), instances, days of backups. With acu_min 0 it pauses after pause_after_seconds without a connection, which happens only while all tasks are stopped (night), for they ask it all the time."
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
    error_message = "database.acu_min is 0, to pause, or 1 to acu_max, and database.acu_max is 1 to 256."

  }

  validation {
    condition     = var.database.backup_days >= 1 && var.database.backup_days <= 35
    error_message = "database.backup_days is 1 to 35."
  }
}

variable "backup_plan" {
  description = "Whether AWS Backup keeps daily copies of the tables and the database, for 35 days, beside what they keep themselves."
  type        = bool
  default     = true
}

variable "backup_copy" {
  description = "A vault of AWS Backup in another region, or in another account of the organization, that each daily copy is copied to, and for how many days it is kept there; null copies nothing. It needs backup_plan, a key of its own, and the advanced features for DynamoDB turned on in AWS Backup's settings."
  type = object({
    vault_arn = string
    days      = optional(number, 35)
  })
  default = null

  validation {
    condition     = var.backup_copy == null || can(regex("^arn:aws[a-z-]*:backup:[a-z0-9-]+:[0-9]{12}:backup-vault:[A-Za-z0-9_-]{2,50}$", var.backup_copy.vault_arn))
    error_message = "backup_copy.vault_arn is the ARN of a vault of AWS Backup."
  }

  validation {
    condition     = var.backup_copy == null || var.backup_plan
    error_message = "backup_copy needs backup_plan: there would be nothing to copy."
  }

  validation {
    condition     = try(var.backup_copy.days, 35) >= 1
    error_message = "backup_copy.days is at least 1."
  }
}

# Operation

variable "log_retention_days" {
  description = "How long logs are kept."
  type        = number
  default     = 30

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731], var.log_retention_days)
    error_message = "log_retention_days is one of the periods that CloudWatch Logs knows: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731."
  }
}

variable "alarm_emails" {
  description = "Who gets a mail when an alarm goes off; each must confirm the first one."
  type        = set(string)
  default     = []
}

variable "objectives" {
  description = "What the alarms hold each group of routes to: the 95th percentile in milliseconds, and failed requests (5xx) in percent."
  type = object({
    p95_milliseconds = optional(number, 500)
    errors_percent   = optional(number, 1)
  })
  default = {}
}

variable "monthly_budget_usd" {
  description = "A mail goes out at 80 % of it, and when the forecast exceeds it; null sets no budget."
  type        = number
  default     = null
}
