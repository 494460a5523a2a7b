using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Pentimento.Server.Editing;
using Pentimento.Server.Keys;
using Pentimento.Server.Telemetry;

namespace Pentimento.Server.Api;

/// <summary>Lets a request pass when it carries a live key that has not been used too often; runs before anything of the body is read.</summary>
internal sealed class KeyFilter(IKeyStore keys, RequestRates rates, IOptions<KeysOptions> options, IHostApplicationLifetime life) : IEndpointFilter
{
    private const string Scheme = "Bearer ";
    private const int Shown = 5;

    // Where clients of Azure put it.
    private const string AzureHeader = "api-key";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var presented = Presented(http.Request) ?? throw new EditException(
            EditFailure.Unauthorized,
            "You didn't provide an API key. Provide it in an Authorization header using Bearer auth (Authorization: Bearer YOUR_KEY), or in an api-key header.");
        var key = await keys.FindAsync(presented, http.RequestAborted) ?? throw new EditException(
            EditFailure.Unauthorized,
            $"Incorrect API key provided: {Masked(presented)}. Keys are made on the server with 'pentimento keys create'.");
        var caller = Caller.From(key, presented, options.Value.Limits);
        http.Features.Set(caller);
        http.Items[RequestIdMiddleware.KeyItem] = key.Id;
        if (HttpMethods.IsPost(http.Request.Method))
        {
            CheckRate(caller.Account);
            if (life.ApplicationStopping.IsCancellationRequested)
            {
                throw new EditException(EditFailure.Stopping, "The server is about to stop. Please try again shortly.");
            }
        }

        return await next(context);
    }

    private void CheckRate(Account account)
    {
        if (account.Limits.RequestsPerMinute is { } perMinute && rates.Take(account.Id, perMinute) is { } wait)
        {
            throw new EditException(EditFailure.Overloaded, $"Rate limit reached for this key: {perMinute} requests a minute. Please try again in {Math.Ceiling(wait.TotalSeconds)} s.")
            {
                RetryAfter = wait,
            };
        }
    }

    private static string? Presented(HttpRequest request)
    {
        var header = request.Headers[HeaderNames.Authorization].ToString();
        if (header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && header.AsSpan(Scheme.Length).Trim() is { Length: > 0 } key)
        {
            return key.ToString();
        }

        return request.Headers[AzureHeader].ToString() is { Length: > 0 } other ? other : null;
    }

    // The first characters tell which key it was; of a short one nothing is shown.
    private static string Masked(string key) => key.Length > 4 * Shown ? $"{key[..Shown]}***" : "***";
}
