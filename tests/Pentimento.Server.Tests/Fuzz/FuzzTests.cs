using Microsoft.Extensions.DependencyInjection;
using Pentimento.Server.Api.Requests;
using Pentimento.Server.Tests.Clients;

namespace Pentimento.Server.Tests.Fuzz;

/// <summary>
/// Twenty thousand broken inputs, the same every time. Ten minutes of new ones run on demand:
/// <c>dotnet test tests/Pentimento.Server.Tests --filter FullyQualifiedName~Ten_minutes -- xUnit.Explicit=only</c>.
/// A failure names its target and seed; it becomes a test beside the code that it broke.
/// </summary>
[Collection(nameof(Alone))]
public sealed class FuzzTests
{
    // Far above what any case takes: what is not done by then hangs.
    private static readonly TimeSpan Hanging = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("multipart", 8000)]
    [InlineData("json", 7000)]
    [InlineData("prompt", 3000)]
    [InlineData("image", 1500)]
    [InlineData("server", 500)]
    public async Task C97_broken_input_is_never_a_defect_of_ours_never_hangs_and_leaves_nothing_behind(string target, int cases)
    {
        var server = new RealServer();
        await server.InitializeAsync();
        var memory = server.Services.GetRequiredService<BodyMemory>();
        var targets = new FuzzTargets(server);
        await RunAsync(targets, target, Enumerable.Range(0, cases / 4));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await RunAsync(targets, target, Enumerable.Range(cases / 4, cases - (cases / 4)));
        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.InRange(targets.Done, cases / 50, cases); // what never gets inside tries nothing
        TestContext.Current.SendDiagnosticMessage($"{target}: {targets.Done} of {cases}");
        Assert.True(grown < 32_000_000, $"{grown} bytes more");
        await server.DisposeAsync(); // with the last request at its end
        Assert.Equal(0, memory.Held);
    }

    [Fact(Explicit = true)]
    public async Task Ten_minutes_of_new_broken_input()
    {
        await using var server = new RealServer();
        await server.InitializeAsync();
        var targets = new FuzzTargets(server);
        var start = TimeProvider.System.GetTimestamp();
        var first = (int)(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() % 1_000_000_000);
        for (var i = 0; TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromMinutes(10); i++)
        {
            foreach (var target in new[] { "multipart", "multipart", "json", "json", "prompt", "image", "server" })
            {
                await RunAsync(targets, target, [first + i]);
            }
        }
    }

    private static async Task RunAsync(FuzzTargets targets, string target, IEnumerable<int> seeds)
    {
        foreach (var seed in seeds)
        {
            try
            {
                await Task.Run(() => targets.RunAsync(target, seed)).WaitAsync(Hanging, TestContext.Current.CancellationToken);
            }
            catch (Exception error)
            {
                Assert.Fail($"{target} with seed {seed}: {error}");
            }
        }
    }
}

/// <summary>Tests that look at the memory of the process run while no others do.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
