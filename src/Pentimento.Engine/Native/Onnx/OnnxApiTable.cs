using System.Runtime.InteropServices;

namespace Pentimento.Engine.Native.Onnx;

#pragma warning disable CS0169, CS0649, CA1823 // Filled by the library; what is not called keeps the place of what is.

/// <summary>
/// The head of ONNX Runtime's <c>struct OrtApi</c>: pointers to functions in the order of <c>onnxruntime_c_api.h</c> 1.30, which only ever
/// grows at its end. Typed are those that are called. Handles are <c>nint</c>, strings UTF-8 with a final zero; a function that returns
/// <c>nint</c> returns an <c>OrtStatus*</c>, null when all is well: see <see cref="OnnxApi.Check"/>.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly unsafe struct OnnxApiTable
{
    public readonly delegate* unmanaged<int, byte*, nint> CreateStatus;
    public readonly delegate* unmanaged<nint, int> GetErrorCode;
    public readonly delegate* unmanaged<nint, byte*> GetErrorMessage;
    private readonly nint _createEnv, _createEnvWithCustomLogger, _enableTelemetryEvents, _disableTelemetryEvents,
        _createSession;
    public readonly delegate* unmanaged<nint, void*, nuint, nint, nint*, nint> CreateSessionFromArray;
    public readonly delegate* unmanaged<nint, nint, byte**, nint*, nuint, byte**, nuint, nint*, nint> Run;
    public readonly delegate* unmanaged<nint*, nint> CreateSessionOptions;
    private readonly nint _setOptimizedModelFilePath, _cloneSessionOptions, _setSessionExecutionMode,
        _enableProfiling, _disableProfiling, _enableMemPattern;
    public readonly delegate* unmanaged<nint, nint> DisableMemPattern;
    private readonly nint _enableCpuMemArena, _disableCpuMemArena, _setSessionLogId, _setSessionLogVerbosityLevel,
        _setSessionLogSeverityLevel;
    public readonly delegate* unmanaged<nint, int, nint> SetSessionGraphOptimizationLevel;
    private readonly nint _setIntraOpNumThreads, _setInterOpNumThreads, _createCustomOpDomain, _customOpDomain_Add,
        _addCustomOpDomain, _registerCustomOpsLibrary;
    public readonly delegate* unmanaged<nint, nuint*, nint> SessionGetInputCount;
    public readonly delegate* unmanaged<nint, nuint*, nint> SessionGetOutputCount;
    private readonly nint _sessionGetOverridableInitializerCount, _sessionGetInputTypeInfo,
        _sessionGetOutputTypeInfo, _sessionGetOverridableInitializerTypeInfo;
    public readonly delegate* unmanaged<nint, nuint, nint, byte**, nint> SessionGetInputName;
    public readonly delegate* unmanaged<nint, nuint, nint, byte**, nint> SessionGetOutputName;
    private readonly nint _sessionGetOverridableInitializerName;
    public readonly delegate* unmanaged<nint*, nint> CreateRunOptions;
    private readonly nint _runOptionsSetRunLogVerbosityLevel, _runOptionsSetRunLogSeverityLevel,
        _runOptionsSetRunTag, _runOptionsGetRunLogVerbosityLevel, _runOptionsGetRunLogSeverityLevel,
        _runOptionsGetRunTag;
    public readonly delegate* unmanaged<nint, nint> RunOptionsSetTerminate;
    private readonly nint _runOptionsUnsetTerminate;
    public readonly delegate* unmanaged<nint, long*, nuint, int, nint*, nint> CreateTensorAsOrtValue;
    private readonly nint _createTensorWithDataAsOrtValue, _isTensor;
    public readonly delegate* unmanaged<nint, void**, nint> GetTensorMutableData;
    private readonly nint _fillStringTensor, _getStringTensorDataLength, _getStringTensorContent,
        _castTypeInfoToTensorInfo, _getOnnxTypeFromTypeInfo, _createTensorTypeAndShapeInfo, _setTensorElementType,
        _setDimensions;
    public readonly delegate* unmanaged<nint, int*, nint> GetTensorElementType;
    public readonly delegate* unmanaged<nint, nuint*, nint> GetDimensionsCount;
    public readonly delegate* unmanaged<nint, long*, nuint, nint> GetDimensions;
    private readonly nint _getSymbolicDimensions, _getTensorShapeElementCount;
    public readonly delegate* unmanaged<nint, nint*, nint> GetTensorTypeAndShape;
    private readonly nint _getTypeInfo, _getValueType, _createMemoryInfo;
    public readonly delegate* unmanaged<int, int, nint*, nint> CreateCpuMemoryInfo;
    private readonly nint _compareMemoryInfo, _memoryInfoGetName, _memoryInfoGetId, _memoryInfoGetMemType,
        _memoryInfoGetType, _allocatorAlloc;
    public readonly delegate* unmanaged<nint, void*, nint> AllocatorFree;
    private readonly nint _allocatorGetInfo;
    public readonly delegate* unmanaged<nint*, nint> GetAllocatorWithDefaultOptions;
    private readonly nint _addFreeDimensionOverride, _getValue, _getValueCount, _createValue, _createOpaqueValue,
        _getOpaqueValue, _kernelInfoGetAttribute_float, _kernelInfoGetAttribute_int64,
        _kernelInfoGetAttribute_string, _kernelContext_GetInputCount, _kernelContext_GetOutputCount,
        _kernelContext_GetInput, _kernelContext_GetOutput;
    public readonly delegate* unmanaged<nint, void> ReleaseEnv;
    public readonly delegate* unmanaged<nint, void> ReleaseStatus;
    public readonly delegate* unmanaged<nint, void> ReleaseMemoryInfo;
    public readonly delegate* unmanaged<nint, void> ReleaseSession;
    public readonly delegate* unmanaged<nint, void> ReleaseValue;
    public readonly delegate* unmanaged<nint, void> ReleaseRunOptions;
    private readonly nint _releaseTypeInfo;
    public readonly delegate* unmanaged<nint, void> ReleaseTensorTypeAndShapeInfo;
    public readonly delegate* unmanaged<nint, void> ReleaseSessionOptions;
    private readonly nint _releaseCustomOpDomain, _getDenotationFromTypeInfo, _castTypeInfoToMapTypeInfo,
        _castTypeInfoToSequenceTypeInfo, _getMapKeyType, _getMapValueType, _getSequenceElementType,
        _releaseMapTypeInfo, _releaseSequenceTypeInfo, _sessionEndProfiling, _sessionGetModelMetadata,
        _modelMetadataGetProducerName, _modelMetadataGetGraphName, _modelMetadataGetDomain,
        _modelMetadataGetDescription, _modelMetadataLookupCustomMetadataMap, _modelMetadataGetVersion,
        _releaseModelMetadata;
    public readonly delegate* unmanaged<int, byte*, nint, nint*, nint> CreateEnvWithGlobalThreadPools;
    public readonly delegate* unmanaged<nint, nint> DisablePerSessionThreads;
    public readonly delegate* unmanaged<nint*, nint> CreateThreadingOptions;
    public readonly delegate* unmanaged<nint, void> ReleaseThreadingOptions;
    private readonly nint _modelMetadataGetCustomMetadataMapKeys, _addFreeDimensionOverrideByName,
        _getAvailableProviders, _releaseAvailableProviders, _getStringTensorElementLength, _getStringTensorElement,
        _fillStringTensorElement;
    public readonly delegate* unmanaged<nint, byte*, byte*, nint> AddSessionConfigEntry;
    private readonly nint _createAllocator, _releaseAllocator, _runWithBinding, _createIoBinding, _releaseIoBinding,
        _bindInput, _bindOutput, _bindOutputToDevice, _getBoundOutputNames, _getBoundOutputValues, _clearBoundInputs,
        _clearBoundOutputs, _tensorAt;
    public readonly delegate* unmanaged<nint, nint, nint, nint> CreateAndRegisterAllocator;
    private readonly nint _setLanguageProjection, _sessionGetProfilingStartTimeNs;
    public readonly delegate* unmanaged<nint, int, nint> SetGlobalIntraOpNumThreads;
    public readonly delegate* unmanaged<nint, int, nint> SetGlobalInterOpNumThreads;
    public readonly delegate* unmanaged<nint, int, nint> SetGlobalSpinControl;
    private readonly nint _addInitializer, _createEnvWithCustomLoggerAndGlobalThreadPools,
        _sessionOptionsAppendExecutionProvider_CUDA, _sessionOptionsAppendExecutionProvider_ROCM,
        _sessionOptionsAppendExecutionProvider_OpenVINO, _setGlobalDenormalAsZero, _createArenaCfg;
    public readonly delegate* unmanaged<nint, void> ReleaseArenaCfg;
    private readonly nint _modelMetadataGetGraphDescription, _sessionOptionsAppendExecutionProvider_TensorRT,
        _setCurrentGpuDeviceId, _getCurrentGpuDeviceId, _kernelInfoGetAttributeArray_float,
        _kernelInfoGetAttributeArray_int64;
    public readonly delegate* unmanaged<byte**, nuint*, nuint, nint*, nint> CreateArenaCfgV2;
    public readonly delegate* unmanaged<nint, byte*, byte*, nint> AddRunConfigEntry;
    private readonly nint _createPrepackedWeightsContainer, _releasePrepackedWeightsContainer,
        _createSessionWithPrepackedWeightsContainer, _createSessionFromArrayWithPrepackedWeightsContainer,
        _sessionOptionsAppendExecutionProvider_TensorRT_V2, _createTensorRTProviderOptions,
        _updateTensorRTProviderOptions, _getTensorRTProviderOptionsAsString, _releaseTensorRTProviderOptions,
        _enableOrtCustomOps, _registerAllocator, _unregisterAllocator, _isSparseTensor,
        _createSparseTensorAsOrtValue, _fillSparseTensorCoo, _fillSparseTensorCsr, _fillSparseTensorBlockSparse,
        _createSparseTensorWithValuesAsOrtValue, _useCooIndices, _useCsrIndices, _useBlockSparseIndices,
        _getSparseTensorFormat, _getSparseTensorValuesTypeAndShape, _getSparseTensorValues,
        _getSparseTensorIndicesTypeShape, _getSparseTensorIndices, _hasValue, _kernelContext_GetGPUComputeStream,
        _getTensorMemoryInfo, _getExecutionProviderApi, _sessionOptionsSetCustomCreateThreadFn,
        _sessionOptionsSetCustomThreadCreationOptions, _sessionOptionsSetCustomJoinThreadFn,
        _setGlobalCustomCreateThreadFn, _setGlobalCustomThreadCreationOptions, _setGlobalCustomJoinThreadFn,
        _synchronizeBoundInputs, _synchronizeBoundOutputs, _sessionOptionsAppendExecutionProvider_CUDA_V2,
        _createCUDAProviderOptions, _updateCUDAProviderOptions, _getCUDAProviderOptionsAsString,
        _releaseCUDAProviderOptions, _sessionOptionsAppendExecutionProvider_MIGraphX, _addExternalInitializers,
        _createOpAttr, _releaseOpAttr, _createOp, _invokeOp, _releaseOp, _sessionOptionsAppendExecutionProvider,
        _copyKernelInfo, _releaseKernelInfo, _getTrainingApi, _sessionOptionsAppendExecutionProvider_CANN,
        _createCANNProviderOptions, _updateCANNProviderOptions, _getCANNProviderOptionsAsString,
        _releaseCANNProviderOptions, _memoryInfoGetDeviceType, _updateEnvWithCustomLogLevel,
        _setGlobalIntraOpThreadAffinity, _registerCustomOpsLibrary_V2, _registerCustomOpsUsingFunction,
        _kernelInfo_GetInputCount, _kernelInfo_GetOutputCount, _kernelInfo_GetInputName, _kernelInfo_GetOutputName,
        _kernelInfo_GetInputTypeInfo, _kernelInfo_GetOutputTypeInfo, _kernelInfoGetAttribute_tensor,
        _hasSessionConfigEntry, _getSessionConfigEntry, _sessionOptionsAppendExecutionProvider_Dnnl,
        _createDnnlProviderOptions, _updateDnnlProviderOptions, _getDnnlProviderOptionsAsString,
        _releaseDnnlProviderOptions, _kernelInfo_GetNodeName, _kernelInfo_GetLogger, _kernelContext_GetLogger,
        _logger_LogMessage, _logger_GetLoggingSeverityLevel, _kernelInfoGetConstantInput_tensor,
        _castTypeInfoToOptionalTypeInfo, _getOptionalContainedTypeInfo, _getResizedStringTensorElementBuffer,
        _kernelContext_GetAllocator;
    public readonly delegate* unmanaged<byte*> GetBuildInfoString;
}
