# Production. Everything else has its default; see infra/variables.tf.

aws_account_id = "222222222222" # yours, and not the one of dev
aws_region     = "eu-central-1"
environment    = "prod"

# The boundary that infra/bootstrap puts on every role; without it the deploying role may not create roles.
permissions_boundary = "arn:aws:iam::222222222222:policy/cloudservices-workload-boundary"

carrier_url = "https://carrier.example.com"

zone_count   = 3
nat_gateways = "per_zone"
database     = { acu_min = 1, acu_max = 16, instances = 2, backup_days = 14 }
only_cdn     = true # only requests through CloudFront

interface_endpoints = ["sqs", "sns", "kms", "logs", "secretsmanager", "ecr.api", "ecr.dkr"]
alarm_emails        = ["operations@example.com"]
