using System.Runtime.CompilerServices;
using Pentimento.Engine.Planning;

namespace Pentimento.Engine.Tests.Planning;

public sealed class RequestsTests
{
    [Fact]
    public void Requests_as_people_write_them_give_the_plans_of_the_list()
    {
        var planner = new PromptPlanner();
        var wrong = from line in File.ReadLines(ListPath())
                    where line.Length > 0 && line[0] != '#'
                    let parts = line.Split(" => ", 2)
                    let got = PlanText.Write(planner.Plan(parts[0]))
                    where got != parts[1]
                    select $"{parts[0]}\n  must give {parts[1]}\n  gave      {got}";
        Assert.Equal("", string.Join("\n", wrong));
    }

    private static string ListPath([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "requests.txt");
}
