using Pentimento.Server.Telemetry;

namespace Pentimento.Server.Tests.Telemetry;

public sealed class StartBannerTests
{
    [Theory]
    [InlineData("http://localhost:8080", 0)]
    [InlineData("http://127.0.0.1:8080", 0)]
    [InlineData("http://[::1]:8080", 0)]
    [InlineData("http://0.0.0.0:8080", 1)]
    [InlineData("http://[::]:8080", 1)]
    [InlineData("http://*:8080", 1)]
    [InlineData("https://images.example.org:443", 1)]
    public void Listening_beyond_this_machine_is_a_risk(string address, int risks) => Assert.Equal(risks, StartBanner.Risks([address]).Count());

    [Fact]
    public void Only_http_is_said_to_travel_in_the_clear()
    {
        Assert.Contains("in the clear", Assert.Single(StartBanner.Risks(["http://+:80"])), StringComparison.Ordinal);
        Assert.DoesNotContain("in the clear", Assert.Single(StartBanner.Risks(["https://+:443"])), StringComparison.Ordinal);
    }

    [Fact]
    public void The_banner_tells_everything_and_a_line_to_paste()
    {
        var text = new StartBanner(["http://0.0.0.0:8080"], "/data", ["engine 1", "libvips 8"], "sk-first").ToString();
        Assert.Contains("/data", text, StringComparison.Ordinal);
        Assert.Contains("libvips 8", text, StringComparison.Ordinal);
        var line = Assert.Single(text.Split('\n'), static line => line.StartsWith("echo ", StringComparison.Ordinal));
        Assert.Contains("curl -s http://localhost:8080/v1/images/edits -H \"Authorization: Bearer sk-first\"", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_is_not_made_up_when_there_is_none_to_show()
    {
        var text = new StartBanner(["http://localhost:8080"], "/data", [], null).ToString();
        Assert.Contains("Bearer $PENTIMENTO_KEY", text, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-", text, StringComparison.Ordinal);
    }
}
