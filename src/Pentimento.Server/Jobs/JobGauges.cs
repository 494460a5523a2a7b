using Pentimento.Server.Editing;
using Pentimento.Server.Jobs.Accepted;
using Pentimento.Server.Telemetry;

namespace Pentimento.Server.Jobs;

/// <summary>Shows how busy the server is: a hosted service, so that the gauges are there from the start.</summary>
internal sealed class JobGauges(
    EditMeter meter, Admission admission, SharedEdits shared, AcceptedRunner accepted, IEnumerable<IEditEngine> engines) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var gauges = meter.Meter;
        gauges.CreateObservableGauge("pentimento.jobs.running", () => admission.State.Running, "{edit}", "Edits that run.");
        gauges.CreateObservableGauge("pentimento.jobs.inferring", () => admission.State.Inferring, "{edit}", "Of these, edits that may run a neural model.");
        gauges.CreateObservableGauge("pentimento.jobs.running.pixels", () => admission.State.RunningPixels, "{pixel}", "Pixels of the edits that run; Jobs:MaxRunningMegapixels limits them.");
        gauges.CreateObservableGauge("pentimento.jobs.waiting", () => admission.State.Waiting, "{edit}", "Edits that wait for their turn.");
        gauges.CreateObservableGauge("pentimento.jobs.waiting.pixels", () => admission.State.WaitingPixels, "{pixel}", "Pixels of those a client waits for; Jobs:MaxWaitingMegapixels limits them.");
        gauges.CreateObservableGauge("pentimento.jobs.accepted", () => accepted.Pending, "{edit}", "Edits of the asynchronous form without an outcome.");
        gauges.CreateObservableGauge("pentimento.results.held", () => shared.HeldBytes, "By", "Bytes of results that are held for repeats.");
        gauges.CreateObservableGauge("pentimento.memory.native", () => engines.Sum(static engine => engine.NativeBytes), "By", "Unmanaged bytes that the engines hold.");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
