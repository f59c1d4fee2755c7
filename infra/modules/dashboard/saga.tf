locals {
  saga = {
    title = "The saga"
    charts = [
      {
        title = "Orders decided per minute"
        stat  = "Sum"
        metrics = [
          [var.name, "OrdersConfirmed", "service", "orders", { label = "confirmed", color = "#2ca02c" }],
          [var.name, "OrdersCancelled", "service", "orders", { label = "cancelled", color = "#d62728" }],
        ]
      },
      {
        title   = "Orders overdue"
        stat    = "Maximum"
        metrics = [[var.name, "OrdersOverdue", "service", "orders", { label = "orders" }]]
      },
      {
        title   = "Age of the oldest message, s"
        stat    = "Maximum"
        metrics = [for queue in var.queues : ["AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", queue.name, { label = queue.consumer }]]
      },
      {
        title   = "Messages waiting"
        stat    = "Maximum"
        metrics = [for queue in var.queues : ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", queue.name, { label = queue.consumer }]]
      },
      {
        title   = "Messages parked"
        stat    = "Sum"
        metrics = [for queue in var.queues : [var.name, "DeadLettersRecorded", "service", "dead-letters", "queue", queue.consumer, { label = queue.consumer }]]
      },
    ]
  }
}
