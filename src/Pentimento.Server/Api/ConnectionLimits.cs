using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Pentimento.Server.Api;

/// <summary>What the web server takes from a connection, and from whose pages, before a request is one of ours.</summary>
internal static class ConnectionLimits
{
    // What scripts of another origin may read besides the body.
    private static readonly string[] Shown =
    [
        "x-request-id", "openai-processing-ms", "Retry-After", "retry-after-ms", "x-should-retry", "Location", "Preference-Applied", "Warning", "Pentimento-Changed-Outside",
    ];

    public static IServiceCollection AddConnectionLimits(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<KestrelServerOptions>(kestrel =>
        {
            // The web server is made before the settings are checked; wrong ones are told then, all at once.
            var options = configuration.GetSection("Api").Get<ApiOptions>() ?? new();
            if (new ApiOptionsValidator().Validate(null, options).Failed)
            {
                return;
            }

            var limits = kestrel.Limits;
            kestrel.AddServerHeader = false;
            limits.MinRequestBodyDataRate = options.MinUploadBytesPerSecond > 0
                ? new(options.MinUploadBytesPerSecond, TimeSpan.FromSeconds(options.UploadGraceSeconds))
                : null;
            limits.RequestHeadersTimeout = TimeSpan.FromSeconds(options.HeaderSeconds);
            limits.MaxRequestHeaderCount = options.MaxHeaders;
            limits.MaxRequestHeadersTotalSize = options.MaxHeaderBytes;
        });
        services.AddOptions<CorsOptions>().Configure<IOptions<ApiOptions>>(static (cors, api) => cors.AddDefaultPolicy(policy =>
            policy.WithOrigins([.. api.Value.CorsOrigins]).AllowAnyHeader().AllowAnyMethod().WithExposedHeaders(Shown)));
        return services.AddCors();
    }
}
