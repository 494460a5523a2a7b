using System.Reflection;
using Pentimento.Engine.Selection;
using Pentimento.Engine.Vision;
using Pentimento.Server.Api;
using Pentimento.Server.Api.Remote;
using Pentimento.Server.Api.Requests;
using Pentimento.Server.Editing;
using Pentimento.Server.Engines.BuiltIn;
using Pentimento.Server.Files;
using Pentimento.Server.Jobs;
using Pentimento.Server.Keys;
using Pentimento.Server.Models;
using Pentimento.Server.Telemetry;

namespace Pentimento.Server.Tests.Api;

public sealed class DocumentationTests
{
    public static TheoryData<string, Type> Sections => new()
    {
        { "Api", typeof(ApiOptions) },
        { "Api:Fetch", typeof(FetchOptions) },
        { "Files", typeof(FilesOptions) },
        { "Editing", typeof(EditLimits) },
        { "Jobs", typeof(JobsOptions) },
        { "Keys", typeof(KeysOptions) },
        { "Models", typeof(ModelsOptions) },
        { "Telemetry", typeof(TelemetryOptions) },
        { "BuiltIn", typeof(BuiltInOptions) },
        { "Planning", typeof(PlanningOptions) },
        { "Selection", typeof(SelectionOptions) },
        { "Vision", typeof(VisionOptions) },
    };

    [Theory]
    [MemberData(nameof(Sections))]
    public async Task Every_setting_is_in_the_configuration_page(string section, Type options)
    {
        var page = await PageAsync("configuration.md");
        foreach (var property in options.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            Assert.Contains($"`{section}:{property.Name}", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_field_is_in_the_page_of_the_api()
    {
        var page = await PageAsync("api.md");
        foreach (var field in EditFields.All)
        {
            Assert.Contains($"`{field}`", page, StringComparison.Ordinal);
        }
    }

    private static Task<string> PageAsync(string name) =>
        File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", name), TestContext.Current.CancellationToken);
}
