using System.Runtime.CompilerServices;
using Pentimento.Engine.Operations;

namespace Pentimento.Engine.Tests.Operations;

public class OperationPageTests
{
    [Fact]
    public void The_page_of_operations_is_what_the_catalogue_says()
    {
        var page = File.ReadAllText(Path.Combine(Docs(), "operations.md"));

        // Made anew by: dotnet run -c Release --project bench/Pentimento.Bench -- operations docs
        Assert.Equal(OperationPage.Markdown(), page);
    }

    [Fact]
    public void Every_operation_that_is_carried_out_has_its_picture()
    {
        var missing = OperationCatalog.All.Where(o => o.Missing is null && !File.Exists(Path.Combine(Docs(), "operations", $"{o.Name}.jpg")));

        Assert.Empty(missing.Select(o => o.Name));
    }

    private static string Docs([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs"));
}
