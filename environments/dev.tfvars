# A small deployment for developers. Everything else has its default; see infra/variables.tf.

aws_account_id = "111111111111" # replace with yours; planning fails with credentials of any other account
aws_region     = "eu-central-1"
environment    = "dev"

# The permissions boundary that infra/bootstrap creates. Its deploy role may create only roles with this boundary.
permissions_boundary = "arn:aws:iam::111111111111:policy/cloudservices-workload-boundary"

carrier_url = "https://carrier.example.com"

protect_data = false # terraform destroy deletes the data, too
nat_gateways = "none"
size         = { cpu = 256, memory = 512, replicas_min = 1, replicas_max = 2 }
spot_percent = 100
night        = {} # no tasks run in the evening, at night and on weekends
database     = { acu_min = 0, acu_max = 2, instances = 1, backup_days = 1 }
firewall     = null
backup_plan  = false
