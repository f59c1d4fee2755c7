# What the inventory shop.json was planned with: the defaults of infra/variables.tf. dev.tfvars says how to make it anew.
environment = "prod"
