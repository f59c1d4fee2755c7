#!/usr/bin/env python3
"""Starts moto's AWS server with what Terraform's AWS provider 5.100 needs and moto 5.2.1 lacks.

Usage: moto_server.py [-H HOST] [-p PORT]   (the arguments of moto_server)

Each part below stands in for something that moto lacks or gets wrong, and says what; drop a
part once moto serves it itself.
"""

import copy
import functools
import json
import logging
import select
import socket
import threading
import uuid
from collections import defaultdict
from typing import Any
from urllib.parse import unquote

from calls import operation_of
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from flask import request
from moto import backends, server
from moto.apigatewayv2 import urls as apigateway_urls
from moto.apigatewayv2.responses import ApiGatewayV2Response
from moto.applicationautoscaling import urls as autoscaling_urls
from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse
from moto.awslambda.models import LambdaFunction
from moto.awslambda_simple.models import LambdaSimpleBackend
from moto.budgets import urls as budgets_urls
from moto.budgets.responses import BudgetsResponse
from moto.cloudfront import models as cloudfront
from moto.cloudfront import urls as cloudfront_urls
from moto.cloudfront.responses import CloudFrontResponse
from moto.cloudwatch.models import Alarm
from moto.cloudwatch.responses import CloudWatchResponse
from moto.core import responses
from moto.core.responses import ActionResult, BaseResponse, EmptyResult
from moto.ec2.models.vpcs import VPCBackend
from moto.ec2.responses.network_acls import NetworkACLs
from moto.core.utils import unix_time_millis
from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.table import Table
from moto.core.config import default_user_config
from moto.ecs import urls as ecs_urls
from moto.ecs.responses import EC2ContainerServiceResponse
from moto.kms.utils import ECDSAPrivateKey
from moto.logs import urls as logs_urls
from moto.logs.responses import LogsResponse
from moto.moto_api import state_manager
from moto.moto_server.werkzeug_app import DomainDispatcherApplication
from moto.iam.access_control import PermissionResult
from moto.rds import urls as rds_urls
from moto.rds.models import DBCluster, DBParameterGroup
from moto.rds.responses import RDSResponse
from moto.s3.models import FakeBucket, FakeDeleteMarker
from moto.sqs.models import Queue
from moto.xray import urls as xray_urls
from moto.xray.responses import XRayResponse
from werkzeug.serving import BaseWSGIServer

# One request at a time: moto serves each request in its own thread over plain dicts and lists, so
# under load TransactWriteItems answers HTTP 500 ("dictionary changed size during iteration") and
# SQS delivers a message twice. A long poll waits on the same condition, which releases its turn.
turn = threading.Condition(threading.RLock())
serve = DomainDispatcherApplication.__call__

# What Terraform's provider called, which GET /calls tells.
calls: set[str] = set()
answers: dict[str, tuple[Any, ...]] = {}
ANSWERS_MAX = 2000


def serve_in_turn(app: Any, environ: dict[str, Any], start_response: Any) -> Any:
    """Answers a request once. A client that lost the answer and repeats the request, which AWS's SDKs
    mark with this header, gets the same answer. Otherwise what it deletes would be gone already."""
    invocation = environ.get("HTTP_AMZ_SDK_INVOCATION_ID")
    with turn:
        if invocation in answers:
            (*head, body) = answers[invocation]
            start_response(*head)
            return body
        told: list[Any] = []

        def note(*head: Any) -> Any:
            told[:] = head
            return start_response(*head)

        body = list(answer(app, environ, note))
        if invocation and told[0].startswith("2"):
            answers[invocation] = (*told, body)
            if len(answers) > ANSWERS_MAX:
                answers.pop(next(iter(answers)))
        return body


def answer(app: Any, environ: dict[str, Any], start_response: Any) -> Any:
    if environ["PATH_INFO"] == "/calls":
        start_response("200 OK", [("Content-Type", "application/json")])
        return [json.dumps(sorted(calls)).encode()]
    if "terraform-provider-aws" in environ.get("HTTP_USER_AGENT", ""):
        calls.add(operation_of(environ))
    try:
        return serve(app, environ, start_response)
    except NotImplementedError as missing:  # not HTTP 500, which clients try again for minutes
        headers = [("Content-Type", "application/json"), ("X-Amzn-ErrorType", "NotImplemented")]
        start_response("400 Bad Request", headers)
        return [json.dumps({"__type": "NotImplemented", "message": str(missing)}).encode()]


DomainDispatcherApplication.__call__ = serve_in_turn  # type: ignore[method-assign]
Queue._messages_lock = property(lambda _: turn, lambda _queue, _lock: None)  # type: ignore

# Moto looks these up again for each request, which takes a third of its time.
modules = list(backends.list_of_moto_modules())
backends.list_of_moto_modules = lambda: modules  # type: ignore
responses.method_names_from_class = functools.cache(responses.method_names_from_class)

# SQS: the attribute RedriveAllowPolicy; policies in AWS's compact JSON, or plans show a change.
# An event source mapping takes no messages (moto would need Docker to run the function).
queue_attributes = Queue.attributes.fget  # type: ignore[attr-defined]


def compact_attributes(queue: Any) -> dict[str, Any]:
    attributes = queue_attributes(queue)
    if queue.redrive_policy:
        attributes["RedrivePolicy"] = json.dumps(queue.redrive_policy, separators=(",", ":"))
    return attributes


def waiting(queue: Any) -> list[Any]:
    """The messages to receive, with one reading of the clock: moto takes two for each message."""
    now = unix_time_millis()
    return [m for m in queue._messages if m.visible_at < now and m.delayed_until <= now]


def wait_for_messages(queue: Any, timeout: int) -> None:
    """Waits as moto does, but delivers nothing to a client that has disconnected meanwhile."""
    turn.wait_for(lambda: queue.messages, timeout=timeout)
    client = request.environ["werkzeug.socket"]
    if select.select([client], [], [], 0)[0] and not client.recv(1, socket.MSG_PEEK):
        raise ConnectionAbortedError


Queue.messages = property(waiting)  # type: ignore
Queue.wait_for_messages = wait_for_messages  # type: ignore[method-assign]
Queue.approximate_number_of_messages_delayed = property(  # type: ignore
    lambda queue: sum(1 for m in queue._messages if m.delayed_until and m.delayed)
)
Queue.approximate_number_of_messages_not_visible = property(  # type: ignore
    lambda queue: sum(1 for m in queue._messages if m.visible_at and not m.visible)
)
Queue.attributes = property(compact_attributes)  # type: ignore
Queue.BASE_ATTRIBUTES.append("RedriveAllowPolicy")
Queue.redrive_allow_policy = property(  # type: ignore[attr-defined]
    lambda queue: queue.__dict__.get("allow_policy"),
    lambda queue, policy: queue.__dict__.update(allow_policy=policy or None),
)
Queue.lambda_event_source_mappings = property(  # type: ignore
    lambda _: {}, lambda _queue, _mappings: None
)

# DynamoDB: for rollbacks, TransactWriteItems copies every item of its tables, once for each
# operation. Here it copies only the containers, and an update changes a copy of its item.
update_item = DynamoDBBackend.update_item


def snapshot(table: Any, _memo: Any) -> Any:
    clone = copy.copy(table)
    per_hash = table.items.items()
    clone.items = defaultdict(dict, {k: dict(v) if table.has_range_key else v for k, v in per_hash})
    if table.stream_shard:
        clone.stream_shard = copy.copy(table.stream_shard)
        clone.stream_shard.items = list(table.stream_shard.items)
    return clone


def update_a_copy(backend: Any, table_name: str, key: Any, *args: Any, **kwargs: Any) -> Any:
    table = backend.get_table(table_name)
    hash_key, range_key = backend.get_keys_value(table, key)
    item = table.get_item(hash_key, range_key)
    if item and table.has_range_key:
        table.items[hash_key][range_key] = copy.deepcopy(item)
    elif item:
        table.items[hash_key] = copy.deepcopy(item)
    return update_item(backend, table_name, key, *args, **kwargs)


Table.__deepcopy__ = snapshot  # type: ignore[attr-defined]
DynamoDBBackend.update_item = update_a_copy  # type: ignore[method-assign]

# CloudWatch: PutCompositeAlarm, which moto's PutMetricAlarm already knows how to serve.
CloudWatchResponse.put_composite_alarm = CloudWatchResponse.put_metric_alarm  # type: ignore
Alarm.alarm_rule = property(lambda alarm: alarm.rule)  # type: ignore

# CloudFront: a distribution is deployed at once; origin access control; functions of a behaviour; no
# forwarded values beside a cache policy, no SNI for the default certificate.
state_manager.set_transition("cloudfront::distribution", {"progression": "immediate"})


def after_init(model: type, then: Any) -> None:
    """Makes a model keep more of the configuration that it is created from."""
    init = model.__init__  # type: ignore[misc]

    def init_and(self: Any, config: dict[str, Any]) -> None:
        init(self, config)
        then(self, config)

    model.__init__ = init_and  # type: ignore[misc]


def take_origin(origin: Any, config: dict[str, Any]) -> None:
    origin.origin_access_control_id = config.get("OriginAccessControlId") or ""


def take_behaviour(behaviour: Any, config: dict[str, Any]) -> None:
    behaviour.function_associations = config.get("FunctionAssociations") or {"Quantity": 0}
    if behaviour.cache_policy_id:
        behaviour.forwarded_values = None


def take_certificate(certificate: Any, config: dict[str, Any]) -> None:
    certificate.ssl_support_method = config.get("SSLSupportMethod")
    if config.get("ACMCertificateArn"):
        certificate.cloud_front_default_certificate = False


# EC2: the routes of a gateway endpoint follow its route tables. moto changes only the list of
# tables, and then cannot delete the endpoint.
modify_endpoint = VPCBackend.modify_vpc_endpoint


def modify_endpoint_and_routes(backend: Any, vpc_id: str, *args: Any, **kwargs: Any) -> None:
    endpoint = backend.describe_vpc_endpoints(vpc_end_point_ids=[vpc_id])[0]
    prefixes = endpoint.destination_prefix_list_id
    before = set(endpoint.route_table_ids or [])
    modify_endpoint(backend, vpc_id, *args, **kwargs)
    after = set(endpoint.route_table_ids or []) if prefixes else before
    for table in after - before:
        gateway = {"gateway_id": endpoint.id, "destination_prefix_list_id": prefixes}
        backend.create_route(table, None, **gateway)
    for table in before - after:
        backend.delete_route(table, prefixes)


VPCBackend.modify_vpc_endpoint = modify_endpoint_and_routes  # type: ignore[method-assign]

after_init(cloudfront.Origin, take_origin)
after_init(cloudfront.DefaultCacheBehaviour, take_behaviour)
after_init(cloudfront.ViewerCertificate, take_certificate)

# EC2: the ICMP type of a network ACL entry, which moto looks for under another name.
find_param = NetworkACLs._get_param


def find_acl_param(response: Any, name: str, *args: Any, **kwargs: Any) -> Any:
    return find_param(response, name.replace("Icmp.", "IcmpTypeCode."), *args, **kwargs)


NetworkACLs._get_param = find_acl_param  # type: ignore[method-assign]

# S3: bucket policies are stored but not enforced, because moto ignores their conditions and would then deny everything for lack of
# TLS. A bucket whose versioning is suspended, as before it is deleted, may contain delete markers.
FakeBucket.get_permission = lambda *_: PermissionResult.NEUTRAL  # type: ignore[method-assign]
FakeDeleteMarker.dispose = lambda _: None  # type: ignore[attr-defined]

# KMS: a digest is signed as it is, not hashed once more.
sign = ECDSAPrivateKey.sign


def sign_message_or_digest(key: Any, message: bytes, algorithm: str) -> bytes:
    if request.get_json(force=True).get("MessageType") != "DIGEST":
        return sign(key, message, algorithm)
    return key.private_key.sign(message, ec.ECDSA(Prehashed(hashes.SHA256())))


ECDSAPrivateKey.sign = sign_message_or_digest  # type: ignore[method-assign]

# Lambda: the logging configuration and the environment's key. Invocations run nothing, because that would take Docker.
default_user_config["lambda"]["use_docker"] = False
function_configuration = LambdaFunction.get_configuration
update_function = LambdaFunction.update_configuration
function_init = LambdaFunction.__init__


def answer_call(backend: Any, name: str, *_: Any) -> bytes:
    """What a test has put into moto's queue of results, or else that nobody is signed in."""
    if backend.lambda_simple_results_queue:
        return backend.lambda_simple_results_queue.pop(0).encode()
    return b'{"isAuthorized": false}' if name.endswith("authorizer") else b"{}"


def init_function(function: Any, *args: Any, **kwargs: Any) -> None:
    function_init(function, *args, **kwargs)
    function.logging_config = kwargs["spec"].get("LoggingConfig")
    function.kms_key_arn = kwargs["spec"].get("KMSKeyArn")


def configuration_with_logging(function: Any, on_create: bool = False) -> dict[str, Any]:
    logging_config = function.logging_config or {
        "LogFormat": "Text",
        "LogGroup": f"/aws/lambda/{function.function_name}",
    }
    key = {"KMSKeyArn": function.kms_key_arn} if function.kms_key_arn else {}
    return {**function_configuration(function, on_create), "LoggingConfig": logging_config, **key}


def update_function_with_logging(function: Any, updates: dict[str, Any]) -> dict[str, Any]:
    function.logging_config = updates.get("LoggingConfig", function.logging_config)
    function.kms_key_arn = updates.get("KMSKeyArn", function.kms_key_arn)
    return update_function(function, updates)


LambdaSimpleBackend.invoke = answer_call  # type: ignore[method-assign]
LambdaFunction.__init__ = init_function  # type: ignore[method-assign]
LambdaFunction.get_configuration = configuration_with_logging  # type: ignore[method-assign]
LambdaFunction.update_configuration = update_function_with_logging  # type: ignore[method-assign]

# RDS: a cluster that is not Serverless v1 has no scaling configuration.
scaling_info = DBCluster.scaling_configuration_info.fget  # type: ignore[attr-defined]
DBCluster.scaling_configuration_info = property(  # type: ignore
    lambda cluster: scaling_info(cluster) if cluster.scaling_configuration else None
)


def update_as_user(group: Any, parameters: Any) -> None:
    for parameter in parameters:
        group.parameters[parameter["ParameterName"]].update(parameter, Source="user")


# RDS says who set a parameter. Without this, a request for the parameters set by users returns none.
DBParameterGroup.update_parameters = update_as_user  # type: ignore[method-assign]


class Rds(RDSResponse):
    """RDS: an instance's monitoring, and the certificate authority that new instances get."""

    def with_monitoring(self, answer: Any) -> Any:
        instance = answer.result["DBInstance"]
        for parameter, attribute in {
            "EnablePerformanceInsights": "performance_insights_enabled",
            "PerformanceInsightsKMSKeyId": "performance_insights_kms_key_id",
            "PerformanceInsightsRetentionPeriod": "performance_insights_retention_period",
            "MonitoringInterval": "monitoring_interval",
            "MonitoringRoleArn": "monitoring_role_arn",
        }.items():
            if parameter in self.params:
                setattr(instance, attribute, self.params[parameter])
        return answer

    def create_db_instance(self) -> Any:
        answer = self.with_monitoring(super().create_db_instance())
        answer.result["DBInstance"].ca_certificate_identifier = "rds-ca-rsa2048-g1"
        return answer

    def modify_db_instance(self) -> Any:
        return self.with_monitoring(super().modify_db_instance())


class Ecs(EC2ContainerServiceResponse):
    """ECS: more of a service's configuration, and tasks that run as soon as they are requested."""

    def create_service(self) -> Any:
        answer: Any = super().create_service()
        service = answer.result["service"]
        service.health_check_grace_period_seconds = self._get_param("healthCheckGracePeriodSeconds")
        service.availability_zone_rebalancing = self._get_param(
            "availabilityZoneRebalancing", "DISABLED"
        )
        service.enable_ecs_managed_tags = self._get_param("enableECSManagedTags", False)
        service.capacity_provider_strategy = self._get_param("capacityProviderStrategy")
        if service.capacity_provider_strategy:
            service.launch_type = None
        service.running_count, service.pending_count = service.desired_count, 0
        return answer


class Keeping(BaseResponse):
    """A service that keeps more than its moto backend does."""

    def kept(self, what: str) -> dict[str, Any]:
        """A dict that lives as long as the moto backend, and is reset with it."""
        backend = next(getattr(self, name) for name in dir(type(self)) if name.endswith("backend"))
        return backend.__dict__.setdefault(f"kept_{what}", {})


class Tagged(Keeping):
    """ListTagsForResource, TagResource and UntagResource."""

    tags_field, keys_field = "Tags", "TagKeys"
    tags_are_a_list = True

    def tags(self, arn: str) -> dict[str, str]:
        return self.kept("tags").setdefault(arn, {})

    def tag(self, arn: str) -> None:
        given = self._get_param(self.tags_field) or []
        if self.tags_are_a_list:
            given = {tag["Key"]: tag["Value"] for tag in given}
        self.tags(arn).update(given)

    def list_tags_for_resource(self) -> str:
        tags: Any = self.tags(self._get_param("ResourceARN"))
        if self.tags_are_a_list:
            tags = [{"Key": key, "Value": value} for key, value in tags.items()]
        return json.dumps({self.tags_field: tags})

    def tag_resource(self) -> str:
        self.tag(self._get_param("ResourceARN"))
        return "{}"

    def untag_resource(self) -> str:
        for key in self._get_param(self.keys_field):
            self.tags(self._get_param("ResourceARN")).pop(key, None)
        return "{}"


class AutoScaling(Tagged, ApplicationAutoScalingResponse):
    """Application Auto Scaling: the tags of a scalable target."""

    tags_are_a_list = False

    def register_scalable_target(self) -> str:
        answer = super().register_scalable_target()
        self.tag(json.loads(answer)["ScalableTargetARN"])
        return answer


class Budgets(Tagged, BudgetsResponse):
    """Budgets: tags, subscribers and updates."""

    tags_field, keys_field = "ResourceTags", "ResourceTagKeys"

    def create_budget(self) -> str:
        name = self._get_param("Budget")["BudgetName"]
        arn = f"arn:aws:budgets::{self._get_param('AccountId')}:budget/{name}"
        self.kept("tags").pop(arn, None)
        self.tag(arn)
        return super().create_budget()

    def update_budget(self) -> str:
        new = self._get_param("NewBudget")
        self.backend.budgets[self._get_param("AccountId")][new["BudgetName"]].budget.update(new)
        return "{}"

    def describe_subscribers_for_notification(self) -> str:
        budget = self.backend.budgets[self._get_param("AccountId")][self._get_param("BudgetName")]
        wanted = self._get_param("Notification")
        found = [n.subscribers for n in budget.notifications if n.details == wanted]
        return json.dumps({"Subscribers": found[0] if found else []})


class Logs(Keeping, LogsResponse):
    """CloudWatch Logs: saved Logs Insights queries."""

    def put_query_definition(self) -> str:
        query = json.loads(self.body)
        query.pop("clientToken", None)
        key = query.setdefault("queryDefinitionId", str(uuid.uuid4()))
        self.kept("queries")[key] = query
        return json.dumps({"queryDefinitionId": key})

    def describe_query_definitions(self) -> str:
        return json.dumps({"queryDefinitions": list(self.kept("queries").values())})

    def delete_query_definition(self) -> str:
        found = self.kept("queries").pop(self._get_param("queryDefinitionId"), None)
        return json.dumps({"success": found is not None})


class XRay(Tagged, XRayResponse):
    """X-Ray: groups and sampling rules."""

    def arn(self, kind: str, name: str) -> str:
        return f"arn:aws:xray:{self.region}:{self.current_account}:{kind}/{name}"

    def create_group(self) -> str:
        arn = self.arn("group", self._get_param("GroupName") + "/ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        self.kept("groups")[arn] = {"GroupName": self._get_param("GroupName"), "GroupARN": arn}
        self.tag(arn)
        return self.update_group(arn)

    def update_group(self, arn: str = "") -> str:
        group = self.kept("groups")[arn or self._get_param("GroupARN")]
        for field in ("FilterExpression", "InsightsConfiguration"):
            group[field] = self._get_param(field) or group.get(field)
        return json.dumps({"Group": group})

    def get_group(self) -> Any:
        group = self.kept("groups").get(self._get_param("GroupARN"))
        if not group:
            return self._error("InvalidRequestException", "Group not found")
        return json.dumps({"Group": group})

    def delete_group(self) -> str:
        self.kept("groups").pop(self._get_param("GroupARN"))
        return "{}"

    def create_sampling_rule(self) -> str:
        rule = self._get_param("SamplingRule")
        rule["RuleARN"] = self.arn("sampling-rule", rule["RuleName"])
        self.tag(rule["RuleARN"])
        self.kept("rules")[rule["RuleName"]] = {"SamplingRule": rule}
        return json.dumps({"SamplingRuleRecord": {"SamplingRule": rule}})

    def get_sampling_rules(self) -> str:
        return json.dumps({"SamplingRuleRecords": list(self.kept("rules").values())})

    def update_sampling_rule(self) -> str:
        update = self._get_param("SamplingRuleUpdate")
        record = self.kept("rules")[update["RuleName"]]
        record["SamplingRule"].update(update)
        return json.dumps({"SamplingRuleRecord": record})

    def delete_sampling_rule(self) -> str:
        record = self.kept("rules").pop(self._get_param("RuleName"))
        return json.dumps({"SamplingRuleRecord": record})


class CloudFront(Keeping, CloudFrontResponse):
    """CloudFront: functions, and policies of our own for the cache and for the headers of answers."""

    def change(self, kind: str, key: str, fields: dict[str, Any]) -> ActionResult:
        kept = self.kept(kind).setdefault(key, {})
        kept.update(fields, ETag=cloudfront.random_id())
        return ActionResult(kept)

    def change_policy(self, kind: str) -> ActionResult:
        key = self._get_param("Id") or str(uuid.uuid4())
        told = {f"{kind}Config": self._get_param(f"{kind}Config"), "Id": key, "LastModifiedTime": NOW}
        return self.change(kind, key, {kind: told})

    def kept_policy(self, kind: str) -> ActionResult:
        return ActionResult(self.kept(kind)[self._get_param("Id")])

    def forget(self, kind: str, key: str) -> ActionResult:
        self.kept(kind).pop(self._get_param(key))
        return EmptyResult()

    def list_cache_policies(self) -> ActionResult:
        return self.list_policies("CachePolicy")

    def list_response_headers_policies(self) -> ActionResult:
        return self.list_policies("ResponseHeadersPolicy")

    def list_policies(self, kind: str) -> ActionResult:
        found = [{"Type": "custom", kind: kept[kind]} for kept in self.kept(kind).values()]
        return ActionResult({f"{kind}List": {"MaxItems": 100, "Quantity": len(found), "Items": found}})

    def change_function(self) -> ActionResult:
        name, now = self._get_param("Name"), NOW
        arn = f"arn:aws:cloudfront::{self.current_account}:function/{name}"
        metadata = {"FunctionARN": arn, "CreatedTime": now, "LastModifiedTime": now}
        summary = {
            "Name": name,
            "Status": "UNPUBLISHED",
            "FunctionConfig": self._get_param("FunctionConfig"),
            "FunctionMetadata": metadata,
        }
        code = self._get_param("FunctionCode")
        return self.change("functions", name, {"FunctionSummary": summary, "FunctionCode": code})

    def the_function(self) -> ActionResult:
        return ActionResult(self.kept("functions")[self._get_param("Name")])

    def list_functions(self) -> ActionResult:
        found = [kept["FunctionSummary"] for kept in self.kept("functions").values()]
        return ActionResult({"FunctionList": {"MaxItems": 100, "Quantity": len(found), "Items": found}})

    create_function = update_function = change_function
    publish_function = describe_function = get_function = the_function

    def delete_function(self) -> ActionResult:
        return self.forget("functions", "Name")


NOW = "2024-01-01T00:00:00Z"
for kind, name in {
    "CachePolicy": "cache_policy",
    "ResponseHeadersPolicy": "response_headers_policy",
}.items():
    change = functools.partialmethod(CloudFront.change_policy, kind)
    setattr(CloudFront, f"create_{name}", change)
    setattr(CloudFront, f"update_{name}", change)
    setattr(CloudFront, f"get_{name}", functools.partialmethod(CloudFront.kept_policy, kind))
    setattr(CloudFront, f"delete_{name}", functools.partialmethod(CloudFront.forget, kind, "Id"))


class ApiGateway(ApiGatewayV2Response):
    """HTTP APIs: stages change, and drop their settings for a route."""

    def stage(self) -> Any:
        return self.apigatewayv2_backend.get_stage(self._get_param("apiId"), unquote(self._get_param("stageName")))

    def update_stage(self) -> str:
        stage, update = self.stage(), json.loads(self.body)
        stage.default_route_settings = update.get("defaultRouteSettings", stage.default_route_settings)
        stage.access_log_settings = update.get("accessLogSettings", stage.access_log_settings)
        stage.auto_deploy = update.get("autoDeploy", stage.auto_deploy)
        stage.route_settings.update(update.get("routeSettings", {}))
        return json.dumps(stage.to_json())

    def delete_route_settings(self) -> Any:
        self.stage().route_settings.pop(unquote(self._get_param("routeKey")), None)
        return 204, {}, ""


stage_url = "{0}/v2/apis/(?P<api_id>[^/]+)/stages/(?P<stage_name>[^/]+)"
apigateway_urls.url_paths[f"{stage_url}$"] = ApiGateway.dispatch
apigateway_urls.url_paths[f"{stage_url}/routesettings/(?P<route_key>.+)$"] = ApiGateway.dispatch
which = "(?P<id>[^/]+)"
for path in (
    f"function function/{which} function/{which}/publish function/{which}/describe "
    f"cache-policy cache-policy/{which} response-headers-policy response-headers-policy/{which}"
).split():
    cloudfront_urls.url_paths[f"{{0}}/2020-05-31/{path}$"] = CloudFront.dispatch
autoscaling_urls.url_paths["{0}/$"] = AutoScaling.dispatch
budgets_urls.url_paths["{0}/$"] = Budgets.dispatch
ecs_urls.url_paths["{0}/$"] = Ecs.dispatch
logs_urls.url_paths["{0}/$"] = Logs.dispatch
rds_urls.url_paths["{0}/$"] = Rds.dispatch
for action in (
    "CreateGroup UpdateGroup GetGroup DeleteGroup CreateSamplingRule UpdateSamplingRule "
    "GetSamplingRules DeleteSamplingRule ListTagsForResource TagResource UntagResource"
).split():
    xray_urls.url_paths[f"{{0}}/{action}$"] = XRay.dispatch

serve_forever = BaseWSGIServer.serve_forever


def tell_and_serve(listening: BaseWSGIServer, *args: Any, **kwargs: Any) -> None:
    print("ready", flush=True)
    serve_forever(listening, *args, **kwargs)


BaseWSGIServer.serve_forever = tell_and_serve  # type: ignore[method-assign]

if __name__ == "__main__":
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server.main()
