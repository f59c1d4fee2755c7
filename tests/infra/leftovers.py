#!/usr/bin/env python3
"""Prints what an AWS account holds, one "kind name" per line, as its own list calls tell it."""

import boto3

# Client, operation, arguments, where the list is, and what names an entry.
LISTS = [
    ("ec2", "describe_subnets", {"Filters": [{"Name": "default-for-az", "Values": ["false"]}]}, "Subnets", "SubnetId"),
    ("ec2", "describe_vpcs", {"Filters": [{"Name": "is-default", "Values": ["false"]}]}, "Vpcs", "VpcId"),
    ("ec2", "describe_vpc_endpoints", {}, "VpcEndpoints", "VpcEndpointId"),
    ("ec2", "describe_addresses", {}, "Addresses", "AllocationId"),
    ("ec2", "describe_flow_logs", {}, "FlowLogs", "FlowLogId"),
    ("elbv2", "describe_load_balancers", {}, "LoadBalancers", "LoadBalancerName"),
    ("elbv2", "describe_target_groups", {}, "TargetGroups", "TargetGroupName"),
    ("apigatewayv2", "get_apis", {}, "Items", "Name"),
    ("apigatewayv2", "get_vpc_links", {}, "Items", "Name"),
    ("lambda", "list_functions", {}, "Functions", "FunctionName"),
    ("lambda", "list_event_source_mappings", {}, "EventSourceMappings", "UUID"),
    ("ecr", "describe_repositories", {}, "repositories", "repositoryName"),
    ("sqs", "list_queues", {}, "QueueUrls", None),
    ("sns", "list_topics", {}, "Topics", "TopicArn"),
    ("sns", "list_subscriptions", {}, "Subscriptions", "SubscriptionArn"),
    ("dynamodb", "list_tables", {}, "TableNames", None),
    ("rds", "describe_db_clusters", {}, "DBClusters", "DBClusterIdentifier"),
    ("rds", "describe_db_instances", {}, "DBInstances", "DBInstanceIdentifier"),
    ("rds", "describe_db_cluster_snapshots", {"SnapshotType": "manual"}, "DBClusterSnapshots", "DBClusterSnapshotIdentifier"),
    ("rds", "describe_db_cluster_parameter_groups", {}, "DBClusterParameterGroups", "DBClusterParameterGroupName"),
    ("rds", "describe_db_parameter_groups", {}, "DBParameterGroups", "DBParameterGroupName"),
    ("rds", "describe_db_subnet_groups", {}, "DBSubnetGroups", "DBSubnetGroupName"),
    ("s3", "list_buckets", {}, "Buckets", "Name"),
    ("secretsmanager", "list_secrets", {}, "SecretList", "Name"),
    ("iam", "list_roles", {}, "Roles", "RoleName"),
    ("iam", "list_policies", {"Scope": "Local"}, "Policies", "PolicyName"),
    ("logs", "describe_log_groups", {}, "logGroups", "logGroupName"),
    ("logs", "describe_query_definitions", {}, "queryDefinitions", "name"),
    ("cloudwatch", "describe_alarms", {}, "MetricAlarms", "AlarmName"),
    ("cloudwatch", "describe_alarms", {"AlarmTypes": ["CompositeAlarm"]}, "CompositeAlarms", "AlarmName"),
    ("cloudwatch", "list_dashboards", {}, "DashboardEntries", "DashboardName"),
    ("application-autoscaling", "describe_scalable_targets", {"ServiceNamespace": "ecs"}, "ScalableTargets", "ResourceId"),
    ("application-autoscaling", "describe_scheduled_actions", {"ServiceNamespace": "ecs"}, "ScheduledActions", "ScheduledActionName"),
    ("kms", "list_aliases", {}, "Aliases", "AliasName"),
    ("cloudfront", "list_origin_access_controls", {}, ("OriginAccessControlList", "Items"), "Name"),
    ("cloudfront", "list_distributions", {}, ("DistributionList", "Items"), "DomainName"),
    ("cloudfront", "list_functions", {}, ("FunctionList", "Items"), "Name"),
    ("cloudfront", "list_cache_policies", {"Type": "custom"}, ("CachePolicyList", "Items"), None),
    (
        "cloudfront",
        "list_response_headers_policies",
        {"Type": "custom"},
        ("ResponseHeadersPolicyList", "Items"),
        None,
    ),
    ("wafv2", "list_web_acls", {"Scope": "REGIONAL"}, "WebACLs", "Name"),
    ("wafv2", "list_web_acls", {"Scope": "CLOUDFRONT"}, "WebACLs", "Name"),
]


def entries(answer, path):
    for key in (path,) if isinstance(path, str) else path:
        answer = answer.get(key) or {}
    return answer or []


for service, operation, arguments, path, name in LISTS:
    answer = getattr(boto3.client(service), operation)(**arguments)
    for entry in entries(answer, path):
        label = entry[name] if name else entry
        if name and entry.get("State") == "deleted":
            continue
        if not str(label).startswith("alias/aws/"):
            print(service, label)

# Keys and clusters stay for a while on AWS, too, marked as what they are.
keys = boto3.client("kms")
for key in keys.list_keys()["Keys"]:
    metadata = keys.describe_key(KeyId=key["KeyId"])["KeyMetadata"]
    # AWS makes keys of its own, and says so.
    is_ours = not metadata["Description"].startswith("Default ")
    if is_ours and metadata["KeyState"] != "PendingDeletion":
        print("kms", key["KeyId"], metadata["KeyState"])
containers = boto3.client("ecs")
arns = containers.list_clusters()["clusterArns"]
for cluster in containers.describe_clusters(clusters=arns)["clusters"] if arns else []:
    if cluster["status"] != "INACTIVE":
        print("ecs", cluster["clusterName"], cluster["status"])
for arn in containers.list_task_definitions(status="ACTIVE")["taskDefinitionArns"]:
    print("ecs", arn)
