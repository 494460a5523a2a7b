using System.Globalization;

namespace Pentimento.Server.Telemetry;

/// <summary>Gives every request an id that answers and log lines share, and every answer the headers that it carries whatever it says.</summary>
internal sealed class RequestIdMiddleware(RequestDelegate next, TimeProvider time, ILogger<RequestIdMiddleware> log)
{
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
            return Task.CompletedTask;
        });

        using (log.BeginScope("{RequestId}", id))
        {
            await next(context);
            log.Log(
                context.Request.Path.StartsWithSegments(HealthRoutes.Root) ? LogLevel.Debug : LogLevel.Information, // probes come every few seconds
                "{Id} {Method} {Path} {Status} in {Milliseconds:0} ms",
                id, context.Request.Method, context.Request.Path.ToUriComponent(), context.Response.StatusCode, time.GetElapsedTime(started).TotalMilliseconds);
        }
    }
}
