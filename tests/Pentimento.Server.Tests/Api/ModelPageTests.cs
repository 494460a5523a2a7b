using Pentimento.Server.Engines.BuiltIn;

namespace Pentimento.Server.Tests.Api;

/// <summary>That the pages tell of every model file that is pinned.</summary>
public sealed class ModelPageTests
{
    [Theory]
    [InlineData("docs/models.md")]
    [InlineData("NOTICE.md")]
    public async Task Every_model_file_is_named_with_its_package_and_version(string page)
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(Repository.Root, page), TestContext.Current.CancellationToken);

        Assert.All(BuiltInModels.Shelf(null).Models, model =>
        {
            var at = model.Package.LastIndexOf('@');
            Assert.Contains(lines, line =>
                line.Contains($"`{model.Name}`", StringComparison.Ordinal)
                && line.Contains($"`{model.Package[..at]}`", StringComparison.Ordinal)
                && line.Contains(model.Package[(at + 1)..], StringComparison.Ordinal));
        });
    }
}
