using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Pentimento.Server.Editing;
using Pentimento.Server.Telemetry;

namespace Pentimento.Server.Api.Errors;

/// <summary>Turns every failure, ours or the framework's, into the contract's envelope, and writes the one log line about it.</summary>
internal sealed class ErrorMiddleware(RequestDelegate next, IOptions<TelemetryOptions> telemetry, ILogger<ErrorMiddleware> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (context.Response is { StatusCode: >= 400, HasStarted: false, ContentLength: null or 0, ContentType: null })
            {
                await WriteAsync(context, FromStatus(context));
            }
        }
        catch (Exception error) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to answer; the status is for the log.
            log.LogInformation("{Id} {Method} {Path}: the client left ({Reason})", context.TraceIdentifier, context.Request.Method, context.Request.Path.ToUriComponent(), error.GetType().Name);
            if (!context.Response.HasStarted)
            {
                context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            }
        }
        catch (Exception error) when (context.Response.HasStarted && context.Features.Get<ErrorFrame>() is { } frame)
        {
            var failure = Translate(context, error);
            var row = Log(context, failure);
            await frame.WriteAsync(new(failure.Message, row.Type, failure.Param, row.Code), context.RequestAborted);
        }
        catch (Exception error) when (context.Response.HasStarted)
        {
            log.LogError(error, "{Id} {Method} {Path}: failed after the answer had begun", context.TraceIdentifier, context.Request.Method, context.Request.Path.ToUriComponent());
            context.Abort();
        }
        catch (Exception error)
        {
            await WriteAsync(context, Translate(context, error));
        }
    }

    private static EditException Translate(HttpContext context, Exception error) => error switch
    {
        EditException { Kind: not EditFailure.Internal } known => known,
        BadHttpRequestException bad => FromBadRequest(bad),
        _ => new(
            EditFailure.Internal,
            $"The server had an error while processing your request. Please report it with the request ID {context.TraceIdentifier}.",
            inner: error),
    };

    private static EditException FromBadRequest(BadHttpRequestException bad) => bad.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => new(EditFailure.TooLarge, "The request body is larger than this server accepts (Api:MaxBodyBytes).", inner: bad),
        StatusCodes.Status408RequestTimeout => new(EditFailure.InvalidValue, "The request body came too slowly, or stopped (Api:MinUploadBytesPerSecond).", inner: bad),
        _ => new(ErrorTable.KindOf(bad.StatusCode), $"The request is not valid HTTP: {bad.Message.TrimEnd('.')}.", inner: bad),
    };

    private static EditException FromStatus(HttpContext context)
    {
        var request = context.Request;
        var kind = ErrorTable.KindOf(context.Response.StatusCode);
        return kind switch
        {
            EditFailure.NotFound => new(kind, $"Invalid URL ({request.Method} {request.Path.ToUriComponent()})"),
            EditFailure.MethodNotAllowed => new(kind, $"{request.Path.ToUriComponent()} does not take {request.Method}. Allowed: {context.Response.Headers.Allow}."),
            _ => new(kind, $"The request was refused with status {context.Response.StatusCode}."),
        };
    }

    private ErrorRow Log(HttpContext context, EditException error)
    {
        var row = ErrorTable.For(error.Kind);
        log.Log(
            row.Level,
            row.Level >= LogLevel.Error ? error.InnerException : null, // a client's mistake needs no stack trace
            "{Id} {Method} {Path}: {Status} {Code} {Param} {Message} {Cause}",
            context.TraceIdentifier, context.Request.Method, context.Request.Path.ToUriComponent(), row.Status, row.Code, error.Param, Loggable(error, error.Message),
            Loggable(error, error.InnerException?.Message));
        return row;
    }

    /// <summary>What is wrong with a prompt quotes it.</summary>
    private string? Loggable(EditException error, string? message) =>
        error.Param == "prompt" && !telemetry.Value.LogPrompts ? "(about the prompt, which is not logged)" : message;

    private async Task WriteAsync(HttpContext context, EditException error)
    {
        var row = Log(context, error);
        var response = context.Response;
        response.StatusCode = row.Status;
        if (row.RetryAfter is { } seconds)
        {
            // Clients give up on more than a minute and hammer on less than a second; those that read milliseconds are spread by them.
            var wait = Math.Clamp((error.RetryAfter ?? TimeSpan.FromSeconds(seconds)).TotalMilliseconds, 500, 60_000);
            response.Headers.RetryAfter = Math.Ceiling(wait / 1000).ToString(CultureInfo.InvariantCulture);
            response.Headers["retry-after-ms"] = Math.Ceiling(wait).ToString(CultureInfo.InvariantCulture);
        }

        if (row.IsFinal)
        {
            response.Headers["x-should-retry"] = "false";
        }

        if (row.Status == StatusCodes.Status401Unauthorized)
        {
            response.Headers.WWWAuthenticate = "Bearer realm=\"Pentimento\"";
        }

        if (!HttpMethods.IsHead(context.Request.Method))
        {
            var body = JsonSerializer.SerializeToUtf8Bytes(
                new ErrorEnvelope(new(error.Message, row.Type, error.Param, row.Code)), ApiJson.Wire.ErrorEnvelope);
            response.ContentType = "application/json";
            response.ContentLength = body.Length;
            await response.Body.WriteAsync(body, context.RequestAborted);
        }
    }
}
