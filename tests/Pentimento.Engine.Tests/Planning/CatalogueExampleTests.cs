using Pentimento.Engine.Operations;
using Pentimento.Engine.Planning;

namespace Pentimento.Engine.Tests.Planning;

public class CatalogueExampleTests
{
    private static readonly PromptPlanner Planner = new();

    public static TheoryData<string, string> Examples
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var operation in OperationCatalog.All)
            {
                foreach (var example in operation.Examples)
                {
                    data.Add(operation.Name, example);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_of_the_documentation_plans_its_operation(string operation, string prompt)
    {
        var plan = Planner.Plan(prompt);

        Assert.Empty(plan.Unsupported);
        var step = Assert.Single(plan.Steps);
        Assert.Equal(operation, step.Operation);
        Assert.Null(OperationCatalog.Find(operation)!.CheckValue(step.Value));
    }
}
