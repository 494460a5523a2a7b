using Microsoft.Extensions.DependencyInjection;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Tests.Api;

public sealed class StartTests
{
    [Fact]
    public void Every_wrong_setting_is_told_at_once()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Build("--Api:MaxParts", "0", "--Jobs:MaxRunning", "-1", "--Editing:MaxSide", "0", "--Models:Default", "x"));
        Assert.Contains("MaxParts", error.Message, StringComparison.Ordinal);
        Assert.Contains("MaxRunning", error.Message, StringComparison.Ordinal);
        Assert.Contains("Models:Default", error.Message, StringComparison.Ordinal);
        Assert.Contains("MaxSide", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_setting_that_is_no_number_is_told_by_name()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Build("--Api:MaxParts", "many"));
        Assert.Contains("Api:MaxParts", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_address_the_server_listens_on_this_machine_alone()
    {
        await using var app = Build();
        Assert.Equal(["http://localhost:8080"], app.Urls);
    }

    [Fact]
    public async Task An_address_in_the_settings_is_the_only_one()
    {
        await using var app = Build("--urls", "http://127.0.0.1:0");
        Assert.DoesNotContain("http://localhost:8080", app.Urls);
    }

    private static Microsoft.AspNetCore.Builder.WebApplication Build(params string[] settings) =>
        ServerHost.Build(settings, static (services, _) => services.AddSingleton<IEditEngine>(new FakeEngine()));
}
