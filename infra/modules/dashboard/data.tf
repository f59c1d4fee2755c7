locals {
  data = {
    title = "Data"
    charts = [
      {
        title   = "Aurora: capacity used, % of maximum"
        stat    = "Average"
        metrics = [["AWS/RDS", "ACUUtilization", "DBClusterIdentifier", var.database_cluster_id, { label = "ACU" }]]
      },
      {
        title   = "Aurora: connections"
        stat    = "Maximum"
        metrics = [["AWS/RDS", "DatabaseConnections", "DBClusterIdentifier", var.database_cluster_id, { label = "connections" }]]
      },
      {
        title = "DynamoDB: units written and read"
        stat  = "Sum"
        metrics = concat([for table in var.tables : [for metric, does in { ConsumedReadCapacityUnits = "read", ConsumedWriteCapacityUnits = "written" } :
          ["AWS/DynamoDB", metric, "TableName", table, { label = "${table} ${does}" }]
        ]]...)
      },
      {
        title = "DynamoDB: throttled requests"
        stat  = "Sum"
        metrics = concat([for table in var.tables : [for metric, does in { ReadThrottleEvents = "reads", WriteThrottleEvents = "writes" } :
          ["AWS/DynamoDB", metric, "TableName", table, { label = "${table} ${does}" }]
        ]]...)
      },
    ]
  }
}
