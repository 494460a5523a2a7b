using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Pentimento.Server.Editing;
using Pentimento.Server.Results;
using Pentimento.Server.Results.Local;
using Pentimento.Server.Tests.Keys;

namespace Pentimento.Server.Tests.Results;

public sealed class LocalResultStoreTests : ResultStoreContract
{
    private const int SweepMinutes = 5;

    private readonly TemporaryFolder _folder = new();
    private readonly IOptions<ResultsOptions> _options = Options.Create(new ResultsOptions { LifetimeMinutes = LifetimeMinutes, SweepMinutes = SweepMinutes });
    private readonly LocalResultStore _store;

    public LocalResultStoreTests() => _store = new(_folder.Data, _options, Time);

    private protected override IResultStore Store => _store;

    private string Results => _folder.File("results");

    public override void Dispose()
    {
        _folder.Dispose();
        base.Dispose();
    }

    [Fact]
    public async Task Only_results_past_their_time_are_swept()
    {
        await SaveAsync();
        Time.Advance(TimeSpan.FromMinutes(30));
        var younger = await SaveAsync();
        Time.Advance(TimeSpan.FromMinutes(30));

        Assert.Equal(1, _store.Sweep(Token));

        Assert.Equal([younger], Files());
    }

    [Fact]
    public async Task What_a_crash_left_half_written_is_swept_but_not_what_is_being_written()
    {
        await SaveAsync();
        var crashed = $"{Time.GetUtcNow().ToUnixTimeSeconds()}-0123456789abcdef.tmp";
        await File.WriteAllTextAsync(Path.Combine(Results, crashed), "half", Token);
        Assert.Equal(0, _store.Sweep(Token));
        Assert.Contains(crashed, Files());

        Time.Advance(LocalResultStore.AbandonedAfter);

        Assert.Equal(1, _store.Sweep(Token));
        Assert.DoesNotContain(crashed, Files());
    }

    [Fact]
    public async Task Files_that_are_not_the_stores_own_are_never_swept()
    {
        await SaveAsync();
        await File.WriteAllTextAsync(Path.Combine(Results, "holiday.png"), "mine", Token);
        await File.WriteAllTextAsync(Path.Combine(Results, "notes.tmp"), "mine", Token);
        Time.Advance(TimeSpan.FromDays(1000));

        Assert.Equal(1, _store.Sweep(Token));

        Assert.Equal(["holiday.png", "notes.tmp"], Files());
    }

    [Fact]
    public async Task A_reader_gets_the_whole_file_though_it_is_swept_meanwhile()
    {
        var bytes = Bytes(200_000, seed: 9);
        var name = (await _store.SaveAsync(bytes, OutputFormat.Png, Token)).Name;
        await using var opened = await _store.OpenAsync(name, Token);
        Time.Advance(TimeSpan.FromMinutes(LifetimeMinutes));

        Assert.Equal(1, _store.Sweep(Token));

        Assert.Equal(bytes, await ReadAsync(opened!));
    }

    [Fact]
    public async Task Nothing_is_left_of_a_save_that_was_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _store.SaveAsync(Bytes(10, seed: 1), OutputFormat.Png, cancelled.Token));

        Assert.Empty(Files());
    }

    [Fact]
    public async Task Results_are_for_the_servers_user_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Unix permissions");
        var name = await SaveAsync();

        Assert.Equal("600", Mode(Path.Combine(Results, name)));
        Assert.Equal("700", Mode(Results));

        static string Mode(string path) => Convert.ToString(OperatingSystem.IsWindows() ? 0 : (int)File.GetUnixFileMode(path), 8);
    }

    [Fact]
    public async Task A_folder_that_was_cleared_away_comes_back()
    {
        await SaveAsync();
        Directory.Delete(Results, recursive: true);

        Assert.True(await ExistsAsync(await SaveAsync()));
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_made_is_an_error_without_its_path()
    {
        await File.WriteAllTextAsync(_folder.Path, "a file where the folder should be", Token);
        try
        {
            var error = await Assert.ThrowsAsync<EditException>(SaveAsync);

            Assert.Equal(EditFailure.Unavailable, error.Kind);
            Assert.DoesNotContain(_folder.Path, error.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(_folder.Path);
        }
    }

    [Fact]
    public async Task The_sweeper_sweeps_at_start_and_then_on_time()
    {
        await SaveAsync();
        Time.Advance(TimeSpan.FromMinutes(LifetimeMinutes));
        var second = await SaveAsync();
        using var swept = new SemaphoreSlim(0);
        using var watch = Watch(swept);
        using var sweeper = new Sweeper("results", cancellation => _store.Sweep(cancellation), TimeSpan.FromMinutes(SweepMinutes), Time, NullLogger<Sweeper>.Instance);
        await sweeper.StartAsync(Token);
        await swept.WaitAsync(Token);
        Assert.Equal([second], Files());

        Time.Advance(TimeSpan.FromMinutes(LifetimeMinutes));
        await swept.WaitAsync(Token);
        Assert.Empty(Files());
        await sweeper.StopAsync(Token);
    }

    [Fact]
    public async Task The_sweeper_ends_quietly_when_the_server_never_came_up()
    {
        await SaveAsync();
        Time.Advance(TimeSpan.FromMinutes(LifetimeMinutes));
        using var swept = new SemaphoreSlim(0);
        using var watch = Watch(swept);
        var sweeper = new Sweeper("results", cancellation => _store.Sweep(cancellation), TimeSpan.FromMinutes(SweepMinutes), Time, NullLogger<Sweeper>.Instance);
        await sweeper.StartAsync(Token);
        await swept.WaitAsync(Token);

        // Without StopAsync, as a host does whose port was taken.
        sweeper.Dispose();

        await sweeper.ExecuteTask!.WaitAsync(Token);
    }

    /// <summary>Releases once for each result file that goes.</summary>
    private FileSystemWatcher Watch(SemaphoreSlim swept)
    {
        var watch = new FileSystemWatcher(Results, "*.png");
        watch.Deleted += (_, _) => swept.Release();
        watch.EnableRaisingEvents = true;
        return watch;
    }

    private async Task<string> SaveAsync() => (await _store.SaveAsync(Bytes(1_000, seed: 1), OutputFormat.Png, Token)).Name;

    private string[] Files() => Directory.Exists(Results) ? [.. Directory.GetFiles(Results).Select(f => Path.GetFileName(f)).Order()] : [];
}
