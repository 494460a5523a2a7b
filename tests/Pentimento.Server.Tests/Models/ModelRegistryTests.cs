using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Pentimento.Server.Editing;
using Pentimento.Server.Models;
using Pentimento.Server.Tests.Api;

namespace Pentimento.Server.Tests.Models;

public sealed class ModelRegistryTests
{
    private readonly ModelsOptions _options = new();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("pentimento-1")]
    [InlineData("gpt-image-2.5-anything")]
    public void A_name_leads_to_its_model(string? name) => Assert.Equal("pentimento-1", Registry().Find(name).Model);

    [Theory]
    [InlineData("nope")]
    [InlineData("PENTIMENTO-1")]
    [InlineData("gpt-image-9")]
    [InlineData("gpt-image-2.5")]
    public void An_unknown_name_is_refused(string name) =>
        Assert.Equal(EditFailure.ModelNotFound, Assert.Throws<EditException>(() => Registry().Find(name)).Kind);

    [Fact]
    public void The_longest_pattern_wins()
    {
        _options.Routes["other"] = "builtin";
        _options.Aliases["gpt-*"] = "other";
        Assert.Equal("other", Registry().Find("gpt-9").Model);
        Assert.Equal("pentimento-1", Registry().Find("gpt-image-2.5-flare").Model);
    }

    [Fact]
    public void An_empty_target_removes_an_alias()
    {
        _options.Aliases["dall-e-2"] = "";
        Assert.Throws<EditException>(() => Registry().Find("dall-e-2"));
        Assert.DoesNotContain("dall-e-2", Registry().Names);
        Assert.True(Validate().Succeeded);
    }

    [Fact]
    public void Every_wrong_setting_is_told_at_once()
    {
        _options.Default = "a";
        _options.Routes["b"] = "no-engine";
        _options.Aliases["c"] = "no-model";
        Assert.Equal(3, Validate().Failures!.Count());
    }

    private ValidateOptionsResult Validate()
    {
        using var services = new ServiceCollection().AddSingleton<IEditEngine>(new FakeEngine()).BuildServiceProvider();
        return new ModelsOptionsValidator(services).Validate(null, _options);
    }

    private ModelRegistry Registry() => new(Options.Create(_options), [new FakeEngine()]);
}
