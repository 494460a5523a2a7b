using System.Diagnostics;
using System.Text;
using Pentimento.Server.Tests.Keys;

namespace Pentimento.Server.Tests.Cli;

/// <summary>The built program as a person starts it: a process of its own, with its settings from the environment.</summary>
public sealed class ProgramTests : IDisposable
{
    // 2x2 pixels, dark red and dark blue.
    private const string SmallPng = "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEklEQVR4nGOYoAAEExiAGMgCABbOA0EPSEbSAAAAAElFTkSuQmCC";

    private readonly TemporaryFolder _data = new();
    private readonly TemporaryFolder _work = new();
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _data.Dispose();
        _work.Dispose();
    }

    [Fact]
    public async Task Wrong_usage_ends_with_2_and_one_line_on_standard_error() => (await RunAsync("", "edit")).Failed(2, "pentimento edit --help");

    [Fact]
    public async Task A_failure_ends_with_1_and_one_line_on_standard_error() =>
        (await RunAsync("", "edit", "none.png", "make it brighter", "-o", "out.png")).Failed(1, "none.png");

    [Fact]
    public async Task An_edit_needs_no_server_no_key_and_no_data_folder()
    {
        var (input, output) = (_work.Data.File("in.png"), _work.File("out.webp"));
        await File.WriteAllBytesAsync(input, Convert.FromBase64String(SmallPng), Token);

        var ran = await RunAsync("", "edit", input, "make it brighter", "-o", output);

        Assert.Equal((0, ""), (ran.Code, ran.Error));
        Assert.StartsWith($"{output}: 2x2, ", ran.Output, StringComparison.Ordinal);
        Assert.Equal("RIFF", Encoding.ASCII.GetString(await File.ReadAllBytesAsync(output, Token), 0, 4));
        Assert.False(Directory.Exists(_data.Path));
    }

    [Theory]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public async Task A_hole_is_filled_with_the_same_bytes_on_a_processor_without(string instructions)
    {
        var (input, mask) = (Path.Combine(AppContext.BaseDirectory, "assets", "coffee.png"), Path.Combine(AppContext.BaseDirectory, "assets", "coffee-mask.png"));
        Directory.CreateDirectory(_work.Path);
        var (with, without) = (_work.File("with.png"), _work.File("without.png"));

        var usual = await RunAsync("", "edit", input, "remove this", "--mask", mask, "-o", with);
        _environment[instructions] = "0";
        var plain = await RunAsync("", "edit", input, "remove this", "--mask", mask, "-o", without);

        Assert.Equal((0, "", 0, ""), (usual.Code, usual.Error, plain.Code, plain.Error));
        Assert.NotEqual(await File.ReadAllBytesAsync(input, Token), await File.ReadAllBytesAsync(with, Token));
        Assert.Equal(await File.ReadAllBytesAsync(with, Token), await File.ReadAllBytesAsync(without, Token));
    }

    [Fact]
    public async Task A_prompt_that_cannot_be_done_fails_and_writes_nothing()
    {
        var (input, output) = (_work.Data.File("in.png"), _work.File("out.png"));
        await File.WriteAllBytesAsync(input, Convert.FromBase64String(SmallPng), Token);

        (await RunAsync("", "edit", input, "qwertz uiop", "-o", output)).Failed(1, "qwertz uiop");
        Assert.False(File.Exists(output));
    }

    [Fact]
    public async Task Keys_made_in_one_run_are_listed_and_revoked_in_others()
    {
        var made = await RunAsync("", "keys", "create", "laptop");
        Assert.Equal(0, made.Code);
        Assert.Matches(@"\Ask-[0-9A-Za-z]{43}\n\z", made.Output);

        var listed = await RunAsync("", "keys", "list");
        var id = listed.Output.Split('\n')[1].Split(' ')[0];
        Assert.Contains("laptop", listed.Output, StringComparison.Ordinal);

        Assert.Equal(0, (await RunAsync("", "keys", "revoke", id)).Code);
        Assert.Contains("revoked", (await RunAsync("", "keys", "list")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plans_come_one_a_line()
    {
        var ran = await RunAsync("make it brighter\n{\"prompt\":\"blur it\"}\n", "plan", "--jsonl");

        Assert.Equal((0, ""), (ran.Code, ran.Error));
        var lines = ran.Output.TrimEnd('\n').Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.Contains("brightness", lines[0], StringComparison.Ordinal);
        Assert.Contains("blur", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_come_out_as_they_went_in_whatever_the_locale() =>
        (await RunAsync("", "edit", "größer 🎨.png", "make it brighter", "-o", "out.png")).Failed(1, "größer 🎨.png");

    [Fact]
    public async Task The_doctor_finds_this_build_healthy()
    {
        var ran = await RunAsync("", "doctor");

        Assert.Equal((0, ""), (ran.Code, ran.Error));
        Assert.Contains("libvips", ran.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("failed", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_that_cannot_be_are_told_by_their_full_names()
    {
        var ran = await RunAsync("", "serve", "--urls", "http://127.0.0.1:0", "--Results:LifetimeMinutes", "0", "--Results:PublicUrl", "nowhere");

        ran.Failed(1, "Results:LifetimeMinutes");
        Assert.Contains("Results:PublicUrl", ran.Error, StringComparison.Ordinal);
    }

    private async Task<Ran> RunAsync(string input, params string[] args)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "pentimento.exe" : "pentimento"), args)
        {
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            Environment = { ["Data__Folder"] = _data.Path, ["LC_ALL"] = "C" },
        };
        foreach (var (name, value) in _environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(Token), process.StandardError.ReadToEndAsync(Token));
        await process.WaitForExitAsync(Token);
        return new(process.ExitCode, (await output).ReplaceLineEndings("\n"), (await error).ReplaceLineEndings("\n"));
    }
}
