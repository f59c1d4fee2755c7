provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

variables {
  name               = "cloudservices-test"
  kubernetes_version = "1.35"
  subnet_ids         = ["subnet-a", "subnet-b"]
  public_cidrs       = []
  admin_role_arns    = ["arn:aws:iam::123456789012:role/deploy"]
  nodes              = { type = "m7g.xlarge", min = 3, max = 6, disk_gib = 30 }
  kms_key_arn        = "arn:aws:kms:eu-central-1:123456789012:key/data"
  log_retention_days = 30
}

run "its_api_is_reached_only_from_inside" {
  command = plan

  module {
    source = "./modules/eks"
  }

  assert {
    condition     = aws_eks_cluster.this.vpc_config[0].endpoint_private_access && !aws_eks_cluster.this.vpc_config[0].endpoint_public_access
    error_message = "Nothing outside the network may reach the API."
  }

  assert {
    condition     = aws_eks_cluster.this.encryption_config[0].provider[0].key_arn == var.kms_key_arn
    error_message = "Secrets must be encrypted with the given key."
  }
}

run "or_from_the_addresses_that_are_named" {
  command = plan

  module {
    source = "./modules/eks"
  }

  variables {
    public_cidrs = ["198.51.100.0/24"]
  }

  assert {
    condition     = aws_eks_cluster.this.vpc_config[0].endpoint_private_access && aws_eks_cluster.this.vpc_config[0].endpoint_public_access
    error_message = "Nodes must still use the private endpoint."
  }

  assert {
    condition     = aws_eks_cluster.this.vpc_config[0].public_access_cidrs == toset(["198.51.100.0/24"])
    error_message = "No other addresses may reach the API."
  }
}

run "its_administrators_are_those_who_are_named" {
  command = plan

  module {
    source = "./modules/eks"
  }

  assert {
    condition     = join(",", keys(aws_eks_access_entry.admin)) == join(",", var.admin_role_arns) && !aws_eks_cluster.this.access_config[0].bootstrap_cluster_creator_admin_permissions
    error_message = "Only the named roles must have access, and not the cluster's creator."
  }
}

run "a_pod_is_not_given_the_role_of_its_node" {
  command = plan

  module {
    source = "./modules/eks"
  }

  assert {
    condition     = aws_launch_template.nodes.metadata_options[0].http_tokens == "required" && aws_launch_template.nodes.metadata_options[0].http_put_response_hop_limit == 1
    error_message = "The node's metadata must be out of reach for pods."
  }
}

run "another_instance_type_replaces_node_by_node" {
  command = plan

  module {
    source = "./modules/eks"
  }

  assert {
    condition     = aws_launch_template.nodes.instance_type == var.nodes.type
    error_message = "The instance type must be in the launch template: a node group with its own would be replaced as a whole."
  }

  assert {
    condition     = aws_eks_node_group.this.node_group_name_prefix == "cloudservices-test-"
    error_message = "Two node groups must be able to exist side by side."
  }
}
