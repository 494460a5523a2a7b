using Pentimento.Server.Editing;
using Pentimento.Server.Tests.Api;

namespace Pentimento.Server.Tests.Telemetry;

public sealed class HealthTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_server_whose_engine_cannot_work_is_live_and_not_ready()
    {
        server.Fresh().NotReady = new EditException(EditFailure.Unavailable, "libvips was not found.");
        var ready = await server.SendAsync(HttpMethod.Get, "/health/ready");
        ready.ShouldBeError(503, "service_unavailable", null);
        Assert.Contains("libvips was not found", ready.Error.GetProperty("message").GetString()!, StringComparison.Ordinal);
        (await server.SendAsync(HttpMethod.Get, "/health/live")).ShouldSucceed();
        server.Fresh();
        (await server.SendAsync(HttpMethod.Get, "/health/ready")).ShouldSucceed();
    }
}
