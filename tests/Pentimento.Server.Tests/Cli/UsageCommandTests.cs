using Pentimento.Server.Jobs;

namespace Pentimento.Server.Tests.Cli;

public sealed class UsageCommandTests : CliFixture
{
    [Fact]
    public async Task Usage_is_shown_by_day_and_key_and_a_job_counts_once()
    {
        Usage.Record(new("job_1", "key_a", 2, 3_000_000, TimeSpan.FromSeconds(1.5)));
        Usage.Record(new("job_1", "key_a", 2, 3_000_000, TimeSpan.FromSeconds(1.5)));
        Usage.Record(new("job_2", "key_a", 1, 1_000_000, TimeSpan.FromSeconds(0.5)));
        Usage.Record(new("job_3", "key_b", 1, 1_000_000, TimeSpan.FromSeconds(4)));
        Time.Advance(TimeSpan.FromDays(1));
        Usage.Record(new("job_4", "key_a", 4, 2_500_000, TimeSpan.FromSeconds(2)));

        Assert.Equal(
            """
            DAY         KEY                  EDITS   IMAGES  MEGAPIXELS    SECONDS
            2030-01-03  key_a                    1        4         2.5        2.0
            2030-01-02  key_a                    2        3         4.0        2.0
            2030-01-02  key_b                    1        1         1.0        4.0

            """,
            (await RunAsync("usage")).Output);
        Assert.DoesNotContain("key_a", (await RunAsync("usage", "--key", "key_b")).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("2030-01-02", (await RunAsync("usage", "--days", "1")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_any_usage_it_says_so()
    {
        var ran = await RunAsync("usage");
        Assert.Equal((0, ""), (ran.Code, ran.Output));
        Assert.Contains("Nothing was used", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("ten")]
    public async Task Days_that_cannot_be_are_wrong_usage(string days) => (await RunAsync("usage", "--days", days)).Failed(2, days);
}
