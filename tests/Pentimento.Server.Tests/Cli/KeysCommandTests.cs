namespace Pentimento.Server.Tests.Cli;

public sealed class KeysCommandTests : CliFixture
{
    [Fact]
    public async Task A_created_key_is_all_that_stands_on_standard_output_and_works()
    {
        var ran = await RunAsync("keys", "create", "web shop");

        Assert.Equal(0, ran.Code);
        var found = await Keys.FindAsync(ran.Output.TrimEnd('\n'), Token);
        Assert.Equal("web shop", found!.Name);
        Assert.Null(found.Expires);
        Assert.Contains(found.Id, ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("12h", "2030-01-02T15:04:05Z")]
    [InlineData("90d", "2030-04-02T03:04:05Z")]
    [InlineData("2031-12-31", "2031-12-31T00:00:00Z")]
    [InlineData("2031-12-31T10:00:00+02:00", "2031-12-31T08:00:00Z")]
    public async Task A_key_expires_after_a_time_or_at_a_date(string when, string expected)
    {
        await RunAsync("keys", "create", "x", "--expires", when);

        Assert.Equal(DateTimeOffset.Parse(expected, null), Assert.Single(await Keys.ListAsync(Token)).Expires);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("5")]
    [InlineData("5x")]
    [InlineData("999999999d")]
    [InlineData("2029-01-01")]
    [InlineData("0d")]
    public async Task A_time_that_cannot_be_is_wrong_usage(string when)
    {
        (await RunAsync("keys", "create", "x", "--expires", when)).Failed(2, "expire");
        Assert.Empty(await Keys.ListAsync(Token));
    }

    [Fact]
    public async Task A_key_gets_the_limits_that_were_said()
    {
        var ran = await RunAsync(
            "keys", "create", "trial", "--requests-per-minute", "10", "--images-per-day", "20", "--concurrent", "1", "--models", "gpt-image-1, pentimento-1");

        var limits = (await Keys.FindAsync(ran.Output.TrimEnd('\n'), Token))!.Limits;
        Assert.Equal((10, 20, 1, "pentimento-1"), (limits.RequestsPerMinute, limits.ImagesPerDay, limits.ConcurrentEdits, limits.Models));
    }

    [Theory]
    [InlineData("--images-per-day", "0", 2)]
    [InlineData("--images-per-day", "many", 2)]
    [InlineData("--concurrent", "-1", 2)]
    [InlineData("--models", "dall-e-99", 1)]
    public async Task A_limit_that_cannot_be_makes_no_key(string option, string value, int code)
    {
        (await RunAsync("keys", "create", "x", option, value)).Failed(code, value);
        Assert.Empty(await Keys.ListAsync(Token));
    }

    [Fact]
    public async Task The_list_tells_each_keys_state_and_never_the_key()
    {
        var live = await Keys.CreateAsync("laptop", null, Token);
        var expired = await Keys.CreateAsync("old", Time.GetUtcNow().AddDays(1), Token);
        var revoked = await Keys.CreateAsync("lost", null, Token);
        await Keys.RevokeAsync(revoked.Key.Id, Token);
        Time.Advance(TimeSpan.FromDays(2));

        var ran = await RunAsync("keys", "list");

        Assert.Equal(0, ran.Code);
        Assert.Equal(
            $"""
            ID                STATE    CREATED           EXPIRES           NAME
            {live.Key.Id}  live     2030-01-02 03:04  never             laptop
            {expired.Key.Id}  expired  2030-01-02 03:04  2030-01-03 03:04  old
            {revoked.Key.Id}  revoked  2030-01-02 03:04  never             lost

            """,
            ran.Output);
    }

    [Fact]
    public async Task An_empty_list_says_what_to_do()
    {
        var ran = await RunAsync("keys", "list");

        Assert.Equal((0, ""), (ran.Code, ran.Output));
        Assert.Contains("pentimento keys create", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revoked_key_is_refused()
    {
        var created = await Keys.CreateAsync("laptop", null, Token);

        Assert.Equal(0, (await RunAsync("keys", "revoke", created.Key.Id)).Code);

        Assert.Null(await Keys.FindAsync(created.Secret, Token));
    }

    [Fact]
    public async Task Revoking_what_is_not_there_fails() => (await RunAsync("keys", "revoke", "key_nothing")).Failed(1, "There is no key key_nothing");

    [Fact]
    public async Task Without_knowing_what_to_do_it_is_wrong_usage()
    {
        (await RunAsync("keys")).Failed(2, "pentimento keys --help");
        (await RunAsync("keys", "create")).Failed(2, "pentimento keys create --help");
        (await RunAsync("keys", "create", " ")).Failed(2, "name");
    }
}
