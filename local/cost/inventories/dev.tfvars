# What the inventory dev.json was planned with, beside the variables that every deployment has to set. To make it anew:
#   terraform -chdir=infra plan -out=plan -var-file=../terraform.tfvars -var-file=../local/cost/inventories/dev.tfvars
#   terraform -chdir=infra show -json plan > infra/plan.json && npm run cost -- --distill infra/plan.json dev
environment  = "dev"
protect_data = false
nat_gateways = "none"
firewall     = null
size         = { cpu = 256, memory = 512, replicas_min = 1, replicas_max = 2 }
spot_percent = 100
night        = {}
database     = { acu_min = 0, acu_max = 2, instances = 1, backup_days = 1 }
backup_plan  = false
