using System.Text.Json;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using Pentimento.Server.Api.OpenApi;
using Pentimento.Server.Api.Requests;

namespace Pentimento.Server.Api;

internal static class ApiRegistration
{
    public static IServiceCollection AddApi(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ApiOptions>().Bind(configuration.GetSection("Api")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ApiOptions>, ApiOptionsValidator>();
        services.Configure<KestrelServerOptions>(static kestrel => kestrel.AddServerHeader = false);
        services.ConfigureHttpJsonOptions(static json =>
        {
            // The context's own naming policy does not count inside the chain.
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            json.SerializerOptions.Encoder = ApiJson.Encoder;
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Wire);
        });
        services.AddOpenApiDocument();
        services.AddSingleton<BodyMemory>();
        services.AddSingleton<MultipartRequestReader>();
        services.AddSingleton<EditRequestBuilder>();
        services.AddSingleton<ImageEditEndpoint>();
        return services;
    }
}
