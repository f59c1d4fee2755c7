# Created and destroyed every night. Everything else has its default; see infra/variables.tf.

environment = "sandbox"

protect_data = false # terraform destroy deletes the data, too
nat_gateways = "none"
size         = { cpu = 256, memory = 512, replicas_min = 1, replicas_max = 2 }
spot_percent = 100
database     = { acu_min = 0, acu_max = 2, instances = 1, backup_days = 1 }
firewall     = null
backup_plan  = false
