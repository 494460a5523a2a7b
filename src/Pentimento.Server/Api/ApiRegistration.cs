using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using Pentimento.Server.Api.OpenApi;
using Pentimento.Server.Api.Remote;
using Pentimento.Server.Api.Requests;

namespace Pentimento.Server.Api;

internal static class ApiRegistration
{
    public static IServiceCollection AddApi(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ApiOptions>().Bind(configuration.GetSection("Api")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ApiOptions>, ApiOptionsValidator>();
        services.AddOptions<FetchOptions>().Bind(configuration.GetSection("Api:Fetch")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<FetchOptions>, FetchOptionsValidator>();
        services.AddConnectionLimits(configuration);
        services.ConfigureHttpJsonOptions(static json =>
        {
            // The context's own naming policy does not count inside the chain.
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            json.SerializerOptions.Encoder = ApiJson.Encoder;
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict; // numbers are numbers, the document says so
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Wire);
        });
        services.AddOpenApiDocument();
        services.AddSingleton<BodyMemory>();
        services.AddSingleton<MultipartBody>();
        services.AddSingleton<MultipartRequestReader>();
        services.AddSingleton<AddressGuard>();
        services.AddSingleton<RemoteImages>();
        services.AddSingleton<JsonRequestReader>();
        services.AddSingleton<EditRequestReader>();
        services.AddSingleton<FileUploadReader>();
        services.AddSingleton<EditRequestBuilder>();
        services.AddSingleton<AcceptedEditEndpoints>();
        services.AddSingleton<ImageEditEndpoint>();
        return services;
    }
}
