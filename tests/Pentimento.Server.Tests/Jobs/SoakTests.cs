using Microsoft.Extensions.DependencyInjection;
using Pentimento.Server.Jobs;
using Pentimento.Server.Tests.Clients;
using Pentimento.Server.Tests.Contract;
using Pentimento.Soak;

namespace Pentimento.Server.Tests.Jobs;

/// <summary>A few seconds of what bench/soak does for half an hour.</summary>
public sealed class SoakTests : IAsyncLifetime
{
    private readonly RealServer _server = new() { Settings = ["--Jobs:MaxRunning", "2", "--Jobs:MaxWaitingMegapixels", "4"] };

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task At_twice_what_the_server_can_do_nothing_is_lost_doubled_or_left_behind()
    {
        var pictures = new[] { Pictures.Make(40, 30), Pictures.Make(160, 120), Pictures.Make(320, 240) };
        var report = await new SoakRun(_server.Client, pictures, seed: 1).RunAsync(TimeSpan.FromSeconds(6), TestContext.Current.CancellationToken);

        TestContext.Current.TestOutputHelper?.WriteLine($"{report}");
        Assert.Empty(report.Wrong);
        Assert.Equal((0, 0), (report.Lost, report.Doubled));
        Assert.True(report.Succeeded > 0);
        var admission = _server.Services.GetRequiredService<Admission>();
        while (admission.State != default)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested(); // The last ones that were left end within their grace.
            await Task.Yield();
        }
    }
}
