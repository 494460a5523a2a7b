using Pentimento.Server.Editing;

namespace Pentimento.Server.Tests.Cli;

public sealed class CommandLineTests : CliFixture
{
    [Fact]
    public async Task Without_a_command_it_serves()
    {
        Assert.Equal(new Ran(0, "", ""), await RunAsync());
        Assert.Equal(new Ran(0, "", ""), await RunAsync("serve"));
        Assert.Equal([[], []], Served);
    }

    [Theory]
    [InlineData("--urls", "http://localhost:0")]
    [InlineData("--urls=http://localhost:0")]
    [InlineData("--Keys:Static:0", "My API Key", "--Results:LifetimeMinutes=5")]
    public async Task Settings_reach_the_server_with_and_without_the_command(params string[] settings)
    {
        Assert.Equal(0, (await RunAsync(settings)).Code);
        Assert.Equal(0, (await RunAsync(["serve", .. settings])).Code);
        Assert.Equal([settings, settings], Served);
    }

    [Fact]
    public async Task The_servers_exit_code_is_the_programs()
    {
        Serve = _ => Task.FromResult(1);

        Assert.Equal(1, (await RunAsync("serve")).Code);
    }

    [Fact]
    public async Task A_server_that_cannot_start_says_why_in_one_line()
    {
        Serve = _ => throw new IOException("Failed to bind to address http://localhost:8080: address already in use.");

        (await RunAsync("serve")).Failed(1, "address already in use");
    }

    [Theory]
    [InlineData("serve", "quickly")]
    [InlineData("serve", "--urls")]
    [InlineData("--urls", "--Data:Folder", "x")]
    [InlineData("serv")]
    [InlineData("serve", "--urls", "http://localhost:0", "more")]
    public async Task A_slip_is_wrong_usage_and_nothing_starts(params string[] args)
    {
        (await RunAsync(args)).Failed(2, args.Contains("quickly") ? "'quickly'" : "");
        Assert.Empty(Served);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("serve", "--help")]
    [InlineData("edit", "--help")]
    [InlineData("edit", "-h")]
    [InlineData("plan", "--help")]
    [InlineData("keys", "--help")]
    [InlineData("keys", "create", "--help")]
    [InlineData("keys", "list", "--help")]
    [InlineData("keys", "revoke", "--help")]
    [InlineData("doctor", "--help")]
    public async Task Every_help_ends_with_examples(params string[] args)
    {
        var ran = await RunAsync(args);

        Assert.Equal((0, ""), (ran.Code, ran.Error));
        var command = string.Join(' ', args[..^1]);
        Assert.Contains($"Examples:\n  pentimento {command}".TrimEnd(), ran.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Empty(Served);
    }

    [Fact]
    public async Task The_version_is_a_line_of_its_own()
    {
        var ran = await RunAsync("--version");

        Assert.Equal(0, ran.Code);
        Assert.Matches(@"\A\d+\.\d+\.\d+\S*\n\z", ran.Output);
    }
}
