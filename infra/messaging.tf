module "messaging" {
  source = "./modules/messaging"

  name        = local.name
  kms_key_arn = aws_kms_key.data.arn

  # The saga's topics and queues, and the queue for S3's upload notifications.
  topology = {
    topics = local.topology.topics
    queues = concat(local.topology.queues, [merge(local.media.queue, {
      subscriptions = []
      bucket_arn    = "arn:${data.aws_partition.current.partition}:s3:::${local.media_bucket}"
    })])
  }
}
