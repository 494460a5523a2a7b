using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Pentimento.Server.Telemetry;

/// <summary>Sends metrics and traces to a collector over OTLP, when <see cref="TelemetryOptions.OtlpEndpoint"/> names one.</summary>
internal sealed class OtlpExport(IOptions<TelemetryOptions> options) : IHostedService, IDisposable
{
    private MeterProvider? _metrics;
    private TracerProvider? _traces;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.OtlpEndpoint is { Length: > 0 } endpoint)
        {
            var resource = ResourceBuilder.CreateDefault().AddService("pentimento");
            _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(MeterNames.All)
                .AddOtlpExporter(otlp => Configure(otlp, endpoint, "metrics")).Build();
            _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource)
                .AddSource("Microsoft.AspNetCore", Stages.SourceName, Stages.EngineSourceName)
                .AddOtlpExporter(otlp => Configure(otlp, endpoint, "traces")).Build();
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        // Disposing sends what is left.
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _metrics?.Dispose();
        _traces?.Dispose();
        (_metrics, _traces) = (null, null);
    }

    private static void Configure(OtlpExporterOptions otlp, string endpoint, string signal)
    {
        otlp.Protocol = OtlpExportProtocol.HttpProtobuf;
        otlp.Endpoint = new Uri($"{endpoint.TrimEnd('/')}/v1/{signal}");
    }
}
