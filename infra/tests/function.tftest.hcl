provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

variables {
  name        = "cloudservices-test-timeline"
  description = "Records every event of every order"
  account_id  = "123456789012"
  # Any existing file will do for a plan.
  zip                = "./tests/function.tftest.hcl"
  memory             = 256
  timeout_seconds    = 5
  environment        = { TIMELINE_TABLE = "cloudservices-test-timeline" }
  kms_key_arn        = "arn:aws:kms:eu-central-1:123456789012:key/data"
  log_retention_days = 30
}

run "a_function_logs_to_its_own_group_and_is_traced" {
  command = plan

  module {
    source = "./modules/function"
  }

  assert {
    condition     = aws_lambda_function.this.runtime == "nodejs22.x" && aws_lambda_function.this.architectures == tolist(["arm64"])
    error_message = "Functions must run on ARM, with the newest Node.js that the provider supports."
  }

  assert {
    condition     = aws_lambda_function.this.logging_config[0].log_format == "JSON" && aws_lambda_function.this.logging_config[0].log_group == aws_cloudwatch_log_group.this.name && aws_lambda_function.this.tracing_config[0].mode == "Active"
    error_message = "Functions must log JSON to our log group, and be traced."
  }

  assert {
    condition     = aws_cloudwatch_log_group.this.retention_in_days == 30 && aws_cloudwatch_log_group.this.kms_key_id == var.kms_key_arn && aws_lambda_function.this.kms_key_arn == var.kms_key_arn
    error_message = "Logs must have a retention, and logs and environment must be encrypted."
  }

  assert {
    condition     = length(aws_lambda_function.this.vpc_config) == 0 && length(aws_lambda_event_source_mapping.this) == 0
    error_message = "By default, functions must be outside a VPC and without a queue."
  }
}

run "only_lambda_assumes_the_role" {
  command = plan

  module {
    source = "./modules/function"
  }

  assert {
    condition     = jsondecode(aws_iam_role.this.assume_role_policy).Statement[0].Principal.Service == "lambda.amazonaws.com"
    error_message = "The role must trust only Lambda."
  }
}

run "without_a_policy_a_function_logs_and_traces" {
  command = plan

  module {
    source = "./modules/function"
  }

  assert {
    condition     = jsondecode(aws_iam_role_policy.this.policy).Statement[*].Sid == ["WriteOwnLogs", "Trace", "ReadOwnEnvironment"]
    error_message = "The function must have no other permissions."
  }

  assert {
    condition     = jsondecode(aws_iam_role_policy.this.policy).Statement[0].Resource == "arn:aws:logs:eu-central-1:123456789012:log-group:/aws/lambda/cloudservices-test-timeline:*"
    error_message = "The function must write only to its own log group."
  }

  assert {
    condition     = jsondecode(aws_iam_role_policy.this.policy).Statement[2].Condition.StringEquals["kms:EncryptionContext:aws:lambda:FunctionArn"] == "arn:aws:lambda:eu-central-1:123456789012:function:cloudservices-test-timeline"
    error_message = "The function must decrypt only its own environment."
  }
}

run "a_secret_is_a_setting_that_is_in_no_output" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    secrets = { CDN_SECRET = "0123456789abcdef" }
  }

  assert {
    condition     = aws_lambda_function.this.environment[0].variables == tomap({ TIMELINE_TABLE = "cloudservices-test-timeline", CDN_SECRET = "0123456789abcdef" })
    error_message = "The function must have the secret in its environment."
  }

  assert {
    condition     = output.environment == tomap({ TIMELINE_TABLE = "cloudservices-test-timeline" })
    error_message = "The secret must not be in the output."
  }
}

run "a_batch_fails_message_by_message" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    queue  = { arn = "arn:aws:sqs:eu-central-1:123456789012:cloudservices-test-timeline" }
    policy = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"RecordEvents\",\"Effect\":\"Allow\",\"Action\":\"dynamodb:PutItem\",\"Resource\":\"arn:aws:dynamodb:eu-central-1:123456789012:table/timeline\"}]}"
  }

  assert {
    condition     = tolist(aws_lambda_event_source_mapping.this[0].function_response_types) == tolist(["ReportBatchItemFailures"]) && aws_lambda_event_source_mapping.this[0].batch_size == 10
    error_message = "Only failed messages must be redelivered."
  }

  assert {
    condition     = aws_lambda_event_source_mapping.this[0].maximum_batching_window_in_seconds == 0
    error_message = "By default, there must be no batching window."
  }

  assert {
    condition     = aws_lambda_event_source_mapping.this[0].scaling_config[0].maximum_concurrency == 5
    error_message = "Concurrent calls must be limited."
  }

  assert {
    condition     = jsondecode(aws_iam_role_policy.this.policy).Statement[0].Sid == "RecordEvents"
    error_message = "The function must have the permissions of the given policy."
  }
}

run "a_batch_of_more_than_ten_has_a_window" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    queue = { arn = "arn:aws:sqs:eu-central-1:123456789012:cloudservices-test-timeline", batch_size = 100, batching_window_seconds = 1 }
  }

  assert {
    condition     = aws_lambda_event_source_mapping.this[0].batch_size == 100 && aws_lambda_event_source_mapping.this[0].maximum_batching_window_in_seconds == 1
    error_message = "A batch of more than ten must have a batching window, as Lambda requires."
  }
}

run "a_function_in_a_vpc_may_make_its_network_interfaces" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    vpc = { subnet_ids = ["subnet-a", "subnet-b"], security_group_id = "sg-functions" }
  }

  assert {
    condition     = contains(jsondecode(aws_iam_role_policy.this.policy).Statement[0].Action, "ec2:CreateNetworkInterface")
    error_message = "The role must have the permissions that Lambda requires."
  }

  assert {
    condition     = aws_lambda_function.this.vpc_config[0].security_group_ids == toset(["sg-functions"])
    error_message = "The function must be in the VPC."
  }
}

run "without_a_build_the_plan_fails" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    zip = "./dist/functions/nothing.zip"
  }

  expect_failures = [aws_lambda_function.this]
}

run "code_does_not_change_before_what_it_needs_is_ready" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    ready = false
  }

  expect_failures = [aws_lambda_function.this]
}

run "impossible_sizes_are_refused" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    memory          = 64
    timeout_seconds = 901
    queue           = { arn = "arn:aws:sqs:eu-central-1:123456789012:cloudservices-test-timeline", batch_size = 100, maximum_concurrency = 1 }
  }

  expect_failures = [var.memory, var.timeout_seconds, var.queue]
}
