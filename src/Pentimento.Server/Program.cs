using Microsoft.Extensions.Options;
using Pentimento.Engine.Planning;
using Pentimento.Server;
using Pentimento.Server.Cli;
using Pentimento.Server.Editing;
using Pentimento.Server.Engines.BuiltIn;
using Pentimento.Server.Jobs;
using Pentimento.Server.Keys;
using Pentimento.Server.Models;

var planner = new PromptPlanner();

// The commands share the server's parts and settings; nothing of them is made before a command needs it.
var parts = new Lazy<IServiceProvider>(() => ServerHost.Build([], AddEngines).Services);

return await CommandLine.RunAsync(args, new CommandLineParts
{
    Serve = ServeAsync,
    Models = () => parts.Value.GetRequiredService<ModelRegistry>(),
    Limits = () => parts.Value.GetRequiredService<IOptions<EditLimits>>().Value,
    Keys = () => parts.Value.GetRequiredService<IKeyStore>(),
    Usage = () => parts.Value.GetRequiredService<UsageStore>(),
    DataFolder = () => parts.Value.GetRequiredService<DataFolder>(),
    ModelFiles = () => BuiltInModels.Shelf(parts.Value.GetRequiredService<IConfiguration>()["Vision:Folder"]),
    Select = (image, target, cancellation) => parts.Value.GetRequiredService<PictureSelection>().Select(image, target, cancellation),
    PlanJson = prompt => EditPlanJson.Write(planner.Plan(prompt)),
});

void AddEngines(IServiceCollection services, IConfiguration settings) => services.AddBuiltInEngine(settings, planner.Plan);

async Task<int> ServeAsync(string[] settings, CancellationToken cancellation)
{
    await ServerHost.RunAsync(ServerHost.Build(settings, AddEngines), Console.Out, cancellation);
    return 0;
}
