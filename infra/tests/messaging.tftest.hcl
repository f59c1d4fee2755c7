provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

override_data {
  target = data.aws_caller_identity.current
  values = { account_id = "123456789012" }
}

variables {
  name        = "shop-test"
  kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555"
  topology    = jsondecode(file("topology.json"))
}

run "the_bus_is_what_the_saga_says" {
  command = plan

  module {
    source = "./modules/messaging"
  }

  assert {
    condition     = length(var.topology.topics) > 0 && toset([for topic in aws_sns_topic.this : topic.name]) == toset([for topic in var.topology.topics : "shop-test-${topic.name}"])
    error_message = "There must be exactly one topic per publisher."
  }

  assert {
    condition     = length(var.topology.queues) > 0 && toset([for queue in aws_sqs_queue.this : queue.name]) == toset([for queue in var.topology.queues : "shop-test-${queue.name}"])
    error_message = "There must be exactly one queue per consumer."
  }

  assert {
    condition     = toset([for queue in aws_sqs_queue.dead_letter : queue.name]) == toset([for queue in var.topology.queues : "shop-test-${queue.deadLetterQueue}"])
    error_message = "There must be exactly one dead-letter queue per queue."
  }

  assert {
    condition     = length(aws_sns_topic_subscription.this) == length(flatten(var.topology.queues[*].subscriptions))
    error_message = "There must be as many subscriptions as in the saga."
  }

  assert {
    condition = alltrue(flatten([for queue in var.topology.queues : [for subscription in queue.subscriptions :
      aws_sns_topic_subscription.this["${queue.name}-from-${subscription.topic}"].filter_policy == jsonencode(subscription.filter)
    ]]))
    error_message = "Each subscription must have the saga's filter."
  }

  assert {
    condition     = alltrue([for subscription in aws_sns_topic_subscription.this : subscription.raw_message_delivery && subscription.filter_policy_scope == "MessageAttributes" && subscription.protocol == "sqs"])
    error_message = "Messages must be delivered as published, filtered by their attributes."
  }

  assert {
    condition = alltrue([for queue in var.topology.queues :
      aws_sqs_queue.this[queue.name].visibility_timeout_seconds == queue.visibilityTimeoutSeconds
      && aws_sqs_queue.this[queue.name].receive_wait_time_seconds == queue.receiveWaitTimeSeconds
      && aws_sqs_queue.this[queue.name].message_retention_seconds == queue.retentionSeconds
      && aws_sqs_queue.dead_letter[queue.name].message_retention_seconds == queue.deadLetterRetentionSeconds
    ])
    error_message = "Each queue must have the saga's wait time, visibility timeout and retention."
  }

  assert {
    condition = alltrue([for name, queue in aws_sqs_queue.dead_letter :
      jsondecode(queue.redrive_allow_policy) == { redrivePermission = "byQueue", sourceQueueArns = ["arn:aws:sqs:eu-central-1:123456789012:shop-test-${name}"] }
    ])
    error_message = "A dead-letter queue must accept messages only from its own queue."
  }

  assert {
    condition     = alltrue([for it in concat(values(aws_sns_topic.this)[*].kms_master_key_id, values(aws_sqs_queue.this)[*].kms_master_key_id, values(aws_sqs_queue.dead_letter)[*].kms_master_key_id) : it == var.kms_key_arn])
    error_message = "Everything must be encrypted with our key."
  }
}

run "only_subscribed_topics_may_send_to_a_queue" {
  command = plan

  module {
    source = "./modules/messaging"
  }

  assert {
    condition = alltrue(flatten([for queue in var.topology.queues : [for policy in [aws_sqs_queue.this[queue.name].policy, aws_sqs_queue.dead_letter[queue.name].policy] :
      toset(flatten([for statement in jsondecode(policy).Statement : statement.Condition.ArnEquals["aws:SourceArn"] if statement.Effect == "Allow"]))
      == toset([for subscription in queue.subscriptions : "arn:aws:sns:eu-central-1:123456789012:shop-test-${subscription.topic}"])
    ]]))
    error_message = "A queue and its dead-letter queue must accept messages only from the subscribed topics."
  }

  assert {
    condition = alltrue([for policy in concat(values(aws_sns_topic.this)[*].policy, values(aws_sqs_queue.this)[*].policy, values(aws_sqs_queue.dead_letter)[*].policy) :
      length([for statement in jsondecode(policy).Statement : statement if statement.Effect == "Deny" && try(statement.Condition.Bool["aws:SecureTransport"], "") == "false"]) == 1
    ])
    error_message = "Plain HTTP must be refused everywhere."
  }

  assert {
    condition     = alltrue([for topic in aws_sns_topic.this : alltrue([for statement in jsondecode(topic.policy).Statement : statement.Effect == "Deny"])])
    error_message = "A topic's own policy must not allow anyone to publish."
  }
}

run "each_service_publishes_to_its_own_topic_and_consumes_its_own_queue" {
  command = plan

  module {
    source = "./modules/messaging"
  }

  assert {
    condition = alltrue([for name, policy in output.policies :
      flatten([for statement in jsondecode(policy).Statement : statement.Resource if statement.Action == "sns:Publish"])
      == [for topic in var.topology.topics : "arn:aws:sns:eu-central-1:123456789012:shop-test-${topic.name}" if topic.name == name]
    ])
    error_message = "Each service must publish only to its own topic, and to none if it has none."
  }

  assert {
    condition = alltrue([for queue in var.topology.queues :
      toset(flatten([for statement in jsondecode(output.policies[queue.name]).Statement : statement.Resource if startswith(flatten([statement.Action])[0], "sqs:")]))
      == toset(["arn:aws:sqs:eu-central-1:123456789012:shop-test-${queue.name}", "arn:aws:sqs:eu-central-1:123456789012:shop-test-${queue.deadLetterQueue}"])
    ])
    error_message = "Each service must use only its own queue and dead-letter queue."
  }

  assert {
    condition     = !strcontains(join("", values(output.policies)), "*")
    error_message = "No policy may have an asterisk."
  }
}

run "a_queue_that_is_added_to_the_saga_appears" {
  command = plan

  module {
    source = "./modules/messaging"
  }

  variables {
    topology = {
      topics = jsondecode(file("topology.json")).topics
      queues = concat(jsondecode(file("topology.json")).queues, [{
        name                       = "search"
        deadLetterQueue            = "search-dlq"
        subscriptions              = [{ topic = "inventory", filter = { type = ["StockReserved"] } }]
        visibilityTimeoutSeconds   = 30
        receiveWaitTimeSeconds     = 20
        maxReceiveCount            = 8
        retentionSeconds           = 345600
        deadLetterRetentionSeconds = 1209600
      }])
    }
  }

  assert {
    condition     = aws_sqs_queue.this["search"].name == "shop-test-search" && aws_sqs_queue.dead_letter["search"].name == "shop-test-search-dlq" && aws_sns_topic_subscription.this["search-from-inventory"].filter_policy == jsonencode({ type = ["StockReserved"] })
    error_message = "The queue, its dead-letter queue and its subscription must exist."
  }

  assert {
    condition     = !strcontains(output.policies["search"], "sns:Publish")
    error_message = "A consumer without a topic must not be allowed to publish."
  }
}

run "a_queue_may_get_the_notifications_of_a_bucket" {
  command = plan

  module {
    source = "./modules/messaging"
  }

  variables {
    topology = {
      topics = []
      queues = [merge(jsondecode(file("media.json")).queue, { subscriptions = [], bucket_arn = "arn:aws:s3:::shop-test-media" })]
    }
  }

  assert {
    condition = [for statement in jsondecode(aws_sqs_queue.this["media"].policy).Statement : [statement.Principal.Service, statement.Condition] if statement.Effect == "Allow"] == [
      ["s3.amazonaws.com", { ArnEquals = { "aws:SourceArn" = "arn:aws:s3:::shop-test-media" }, StringEquals = { "aws:SourceAccount" = "123456789012" } }]
    ]
    error_message = "Only that bucket may send, and only while this account owns it."
  }

  assert {
    condition     = alltrue([for statement in jsondecode(aws_sqs_queue.dead_letter["media"].policy).Statement : statement.Effect == "Deny"])
    error_message = "Only the queue's consumer may send to its dead-letter queue."
  }
}

run "a_queue_without_a_sender_is_refused" {
  command = plan

  module {
    source = "./modules/messaging"
  }

  variables {
    topology = {
      topics = []
      queues = [merge(jsondecode(file("media.json")).queue, { subscriptions = [] })]
    }
  }

  expect_failures = [var.topology]
}

run "a_bus_that_could_not_work_is_refused" {
  command = plan

  module {
    source = "./modules/messaging"
  }

  variables {
    topology = {
      topics = []
      queues = [{
        name                       = "search"
        deadLetterQueue            = "search-dlq"
        subscriptions              = [{ topic = "nobody", filter = {} }]
        visibilityTimeoutSeconds   = 30
        receiveWaitTimeSeconds     = 20
        maxReceiveCount            = 8
        retentionSeconds           = 345600
        deadLetterRetentionSeconds = 345600
      }]
    }
  }

  expect_failures = [var.topology]
}
