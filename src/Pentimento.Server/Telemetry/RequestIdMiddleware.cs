using System.Globalization;

namespace Pentimento.Server.Telemetry;

/// <summary>Gives every request an id that answers and log lines share, and every answer the headers that it carries whatever it says.</summary>
internal sealed class RequestIdMiddleware(RequestDelegate next, TimeProvider time, EditMeter meter, ILogger<RequestIdMiddleware> log)
{
    /// <summary>Where the id of the request's key is found, once it is known.</summary>
    public const string KeyItem = "pentimento.key";

    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    public async Task InvokeAsync(HttpContext context)
    {
        var started = time.GetTimestamp();
        var id = $"req_{Guid.NewGuid():N}";
        context.TraceIdentifier = id;
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers["x-request-id"] = id;
            headers["openai-version"] = "2020-10-01";
            headers["openai-processing-ms"] = ((long)time.GetElapsedTime(started).TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
            headers.XContentTypeOptions = "nosniff";
            if (headers.CacheControl.Count == 0)
            {
                headers.CacheControl = "no-store"; // Pictures and errors are for who asked, now; signed addresses say otherwise themselves.
            }

            return Task.CompletedTask;
        });

        using (log.BeginScope("{RequestId}", id))
        {
            await next(context);
            var request = context.Request;
            var method = Methods.Contains(request.Method, StringComparer.Ordinal) ? request.Method : "other";
            meter.CountRequest(method, (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "none", context.Response.StatusCode);
            log.Log(
                request.Path.StartsWithSegments(HealthRoutes.Root) ? LogLevel.Debug : LogLevel.Information, // probes come every few seconds
                "{Id} {Key} {Method} {Path} {Status} in {Milliseconds:0} ms",
                id, context.Items[KeyItem] ?? "-", request.Method, request.Path.ToUriComponent(), context.Response.StatusCode, time.GetElapsedTime(started).TotalMilliseconds);
        }
    }
}
