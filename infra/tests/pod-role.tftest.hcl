provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

variables {
  name            = "cloudservices-test-orders-pod"
  service_account = { namespace = "shop", name = "shop-cloudservices-orders" }
  cluster_name    = "shops"
  policy          = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"ConsumeOwnQueue\",\"Effect\":\"Allow\",\"Action\":\"sqs:ReceiveMessage\",\"Resource\":\"arn:aws:sqs:eu-central-1:123456789012:orders\"}]}"
}

run "with_an_oidc_provider_one_service_account_assumes_the_role_with_its_token" {
  command = plan

  module {
    source = "./modules/pod-role"
  }

  variables {
    oidc_provider_arn = "arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/ABC"
  }

  assert {
    condition     = jsondecode(aws_iam_role.this.assume_role_policy).Statement[0].Principal.Federated == var.oidc_provider_arn
    error_message = "The role must trust the cluster's provider."
  }

  assert {
    condition = jsondecode(aws_iam_role.this.assume_role_policy).Statement[0].Condition.StringEquals == {
      "oidc.eks.eu-central-1.amazonaws.com/id/ABC:sub" = "system:serviceaccount:shop:shop-cloudservices-orders"
      "oidc.eks.eu-central-1.amazonaws.com/id/ABC:aud" = "sts.amazonaws.com"
    }
    error_message = "No other service account of the cluster may assume the role."
  }

  assert {
    condition     = length(aws_eks_pod_identity_association.this) == 0
    error_message = "There must be no Pod Identity association."
  }
}

run "without_one_pod_identity_gives_the_role_to_one_service_account" {
  command = plan

  module {
    source = "./modules/pod-role"
  }

  assert {
    condition     = jsondecode(aws_iam_role.this.assume_role_policy).Statement[0].Principal.Service == "pods.eks.amazonaws.com"
    error_message = "The role must trust EKS Pod Identity."
  }

  assert {
    condition = jsondecode(aws_iam_role.this.assume_role_policy).Statement[0].Condition.StringEquals == {
      "aws:RequestTag/kubernetes-namespace"       = "shop"
      "aws:RequestTag/kubernetes-service-account" = "shop-cloudservices-orders"
    }
    error_message = "No other service account of any cluster may assume the role."
  }

  assert {
    condition     = aws_eks_pod_identity_association.this[0].cluster_name == "shops" && aws_eks_pod_identity_association.this[0].service_account == "shop-cloudservices-orders"
    error_message = "The association must name the cluster and the service account."
  }
}

run "it_may_do_what_its_policy_says" {
  command = plan

  module {
    source = "./modules/pod-role"
  }

  assert {
    condition     = jsondecode(aws_iam_role_policy.this.policy) == jsondecode(var.policy)
    error_message = "The role's policy must be the given one."
  }
}
