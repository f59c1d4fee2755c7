# Production. Everything else has its default; see infra/variables.tf.

aws_account_id = "222222222222" # replace with yours; use another account than for dev
aws_region     = "eu-central-1"
environment    = "prod"

# The permissions boundary that infra/bootstrap creates. Its deploy role may create only roles with this boundary.
permissions_boundary = "arn:aws:iam::222222222222:policy/cloudservices-workload-boundary"

carrier_url = "https://carrier.example.com"

zone_count   = 3
nat_gateways = "per_zone"
database     = { acu_min = 1, acu_max = 16, instances = 2, backup_days = 14 }
only_cdn     = true # refuse requests that bypass CloudFront

interface_endpoints = ["sqs", "sns", "kms", "logs", "secretsmanager", "ecr.api", "ecr.dkr"]
alarm_emails        = ["operations@example.com"]
